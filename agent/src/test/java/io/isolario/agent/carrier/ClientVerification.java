package io.isolario.agent.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.agent.Attached;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.core.carrier.Carriers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What holds for each client. The build allows carriers to localhost and 127.0.0.1, and to no other address of this machine. */
@ExtendWith(Attached.class)
abstract class ClientVerification {

    private static final int MANY = 64;
    private static final int REQUESTS_OF_EACH = 5;

    protected final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    protected final ManagedSandbox ana =
            registry.open(SandboxOptions.builder("ana").build());
    protected final ManagedSandbox bob =
            registry.open(SandboxOptions.builder("bob").build());
    protected EchoServer allowed;
    protected EchoServer foreign;

    /** Sends a GET request, follows redirections and returns the body of the response. */
    abstract String get(String url, Map<String, String> headers) throws Exception;

    /** Returns the client to the state that the application gave it. */
    abstract void closeClient() throws Exception;

    @BeforeEach
    void startServers() throws Exception {
        allowed = new EchoServer("127.0.0.1");
        foreign = new EchoServer("127.0.0.2");
    }

    @AfterEach
    void close() throws Exception {
        closeClient();
        allowed.close();
        foreign.close();
        registry.close();
    }

    @Test
    void aRequestToAnAllowedHostCarriesTheSandbox() throws Exception {
        assertThat(getIn(ana, allowed.url("/echo"))).isEqualTo(id(ana));
        assertThat(getIn(bob, allowed.url("/echo"))).isEqualTo(id(bob));
    }

    @Test
    void aRequestIsHandledInTheSandboxThatItCarries() throws Exception {
        assertThat(getIn(ana, allowed.url("/bound"))).isEqualTo(id(ana));
    }

    @Test
    void aRequestOutsideEverySandboxCarriesNothing() throws Exception {
        assertThat(getIn(ana, allowed.url("/echo"))).isEqualTo(id(ana));

        assertThat(get(allowed.url("/echo"), Map.of())).isEqualTo(EchoServer.NOTHING);
    }

    @Test
    void aRequestToAnotherHostCarriesNothing() throws Exception {
        assertThat(getIn(ana, foreign.url("/echo"))).isEqualTo(EchoServer.NOTHING);
    }

    @Test
    void aCarrierSetByTheCallerIsKept() throws Exception {
        try (Scope scope = ana.enter()) {
            assertThat(get(allowed.url("/echo"), Map.of(Carriers.DEFAULT_HEADER, id(bob))))
                    .isEqualTo(id(bob));
            assertThat(get(allowed.url("/echo"), Map.of("baggage", "isolario=" + id(bob))))
                    .isEqualTo(EchoServer.NOTHING);
        }
    }

    @Test
    void aRedirectedRequestCarriesTheSandboxOnce() throws Exception {
        assertThat(getIn(ana, allowed.redirectTo(allowed.url("/echo")))).isEqualTo(id(ana));
    }

    @Test
    void aRequestRedirectedToAnotherHostCarriesNothing() throws Exception {
        assertThat(getIn(ana, allowed.redirectTo(foreign.url("/echo")))).isEqualTo(EchoServer.NOTHING);
    }

    @Test
    void aRequestRedirectedBackCarriesTheSandboxAgain() throws Exception {
        assertThat(getIn(ana, allowed.redirectTo(foreign.redirectTo(allowed.url("/echo")))))
                .isEqualTo(id(ana));
    }

    @Test
    void eachOfManyRequestsCarriesItsOwnSandbox() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(16);
        List<Future<Boolean>> results = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            ManagedSandbox sandbox =
                    registry.open(SandboxOptions.builder("test " + i).build());
            results.add(callers.submit(() -> getsItsOwn(sandbox)));
        }

        for (Future<Boolean> result : results) {
            assertThat(result.get(30, TimeUnit.SECONDS)).isTrue();
        }
        for (int i = 0; i < 16; i++) {
            assertThat(callers.submit(() -> get(allowed.url("/echo"), Map.of())).get(30, TimeUnit.SECONDS))
                    .isEqualTo(EchoServer.NOTHING);
        }
        callers.shutdownNow();
        assertThat(callers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private boolean getsItsOwn(ManagedSandbox sandbox) throws Exception {
        for (int i = 0; i < REQUESTS_OF_EACH; i++) {
            if (!getIn(sandbox, allowed.url("/echo")).equals(id(sandbox))) {
                return false;
            }
        }
        return true;
    }

    protected String getIn(ManagedSandbox sandbox, String url) throws Exception {
        try (Scope scope = sandbox.enter()) {
            String body = get(url, Map.of());
            sandbox.awaitQuiescence();
            return body;
        }
    }

    protected static String id(ManagedSandbox sandbox) {
        return sandbox.id().value();
    }
}
