package io.isolario.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.ResourceSession;
import io.isolario.core.SandboxId;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import io.isolario.core.Scope;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A filter in a Servlet container, called over real sockets. Checks that the threads of the container are clean afterwards. */
abstract class ContainerVerification {

    static final String HEADER = "X-Isolario-Sandbox";
    static final String API = "/isolario/sandboxes";
    static final String UNKNOWN = "0123456789abcdef0123456789abcdef";

    final Application application = new Application();
    private final Queue<String> leftOnThreads = new ConcurrentLinkedQueue<>();
    final Stubs stubs = new Stubs();
    final SandboxRegistry registry = withResources(SandboxRegistry.builder("forum")
                    .resource(SandboxResource.named("stubs", Stubs.class, sandbox -> stubs.open())))
            .build();
    Container container = new NotStarted();
    Caller caller = Caller.at(0);

    abstract Container.Factory containers();

    /** Adds what the sandboxes of a subclass have besides; called before its fields are there. */
    SandboxRegistry.Builder withResources(SandboxRegistry.Builder builder) {
        return builder;
    }

    private record NotStarted() implements Container {
        @Override
        public int port() {
            return 0;
        }

        @Override
        public void close() {}
    }

    static final class Stubs implements ResourceSession {

        volatile List<String> unmet = List.of();
        volatile boolean broken;

        Stubs open() {
            if (broken) {
                throw new IllegalStateException("no port is free");
            }
            return this;
        }

        @Override
        public List<String> verify() {
            return unmet;
        }
    }

    @BeforeEach
    void startWithDefaults() throws Exception {
        restart(filter -> filter);
    }

    void restart(UnaryOperator<SandboxFilter.Builder> configure) throws Exception {
        container.close();
        SandboxFilter filter = configure.apply(SandboxFilter.builder(registry)).build();
        container = containers().start(List.of(watcher(), remoteAddress(), threadInSandbox(), filter), application);
        caller = Caller.at(container.port());
    }

    /** Looks at each thread when the container has it back, before and after whatever runs on it. */
    private Filter watcher() {
        return (request, response, chain) -> {
            boolean outermost = request.getDispatcherType() != DispatcherType.FORWARD;
            String before = Application.owner();
            try {
                chain.doFilter(request, response);
            } finally {
                if (outermost) {
                    leftOnThreads.add(before);
                    leftOnThreads.add(Application.owner());
                }
            }
        };
    }

    private static Filter remoteAddress() {
        return (request, response, chain) -> chain.doFilter(new ComesFrom((HttpServletRequest) request), response);
    }

    /** Stands for a container without sockets, such as MockMvc, which handles a request on the thread of the test. */
    private Filter threadInSandbox() {
        return (request, response, chain) -> {
            String id = ((HttpServletRequest) request).getHeader("X-Test-Thread-Is-In");
            if (id == null) {
                chain.doFilter(request, response);
                return;
            }
            ManagedSandbox sandbox = registry.find(SandboxId.parse(id));
            try (Scope scope = sandbox.enter()) {
                chain.doFilter(request, response);
                assertThat(ManagedSandbox.current()).contains(sandbox);
            }
        };
    }

    private static final class ComesFrom extends HttpServletRequestWrapper {

        ComesFrom(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getRemoteAddr() {
            String address = getHeader("X-Test-Remote-Address");
            return address == null ? super.getRemoteAddr() : address;
        }

        @Override
        public String getLocalAddr() {
            String address = getHeader("X-Test-Local-Address");
            return address == null ? super.getLocalAddr() : address;
        }

        /** A filter that has made use of a header takes it away, as Spring's does. */
        @Override
        public Enumeration<String> getHeaders(String name) {
            boolean hidden = name.equalsIgnoreCase(super.getHeader("X-Test-Hidden-Header"));
            return hidden ? Collections.emptyEnumeration() : super.getHeaders(name);
        }
    }

    @AfterEach
    void leavesThreadsClean() throws Exception {
        container.close();
        registry.close();
        assertThat(leftOnThreads).containsOnly("nobody").doesNotContainNull();
    }

    ManagedSandbox open(String owner) {
        return registry.open(SandboxOptions.builder(owner).build());
    }

    static String id(HttpResponse<String> opened) {
        return opened.headers().firstValue("Location").orElseThrow().replaceFirst(".*/", "");
    }

    /** Replaces what differs from run to run. */
    static String pinned(String body) {
        return body.replaceAll("thread \\\\\"[^\"]*\\\\\"", "thread T")
                .replaceAll("[0-9.]+ m?s ago", "N ago")
                .replaceAll("\"(lifetime|waited|age|idle)Ms\":[0-9]+", "\"$1Ms\":N")
                .replaceAll("\"(expiresAt|endedAt|at)\":\"[0-9TZ:.-]+\"", "\"$1\":\"T\"");
    }

    static void assertProblem(HttpResponse<String> response, int status, String body) {
        assertThat(pinned(response.body())).isEqualTo(body);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    static String gone(ManagedSandbox sandbox, String reason, String phrase) {
        return "{\"type\":\"urn:isolario:problem:" + reason
                + "\",\"title\":\"Sandbox ended\",\"status\":410,\"detail\":"
                + "\"Sandbox \\\"" + sandbox.owner() + "\\\" (" + sandbox.id().abbreviated()
                + ") cannot be used on thread T: it was " + phrase
                + " N ago. Work must end within its sandbox: wait with"
                + " sandbox.awaitQuiescence(), or open a sandbox that lives longer (SandboxOptions.ownershipTimeout,"
                + " idleTimeout).\",\"sandbox\":\"" + sandbox.id() + "\",\"reason\":\"" + reason
                + "\",\"endedAt\":\"T\"}";
    }

    /** Waits until the watcher has seen the thread of the only request. */
    void awaitThreadBack() {
        while (leftOnThreads.size() < 2) {
            Thread.onSpinWait();
        }
    }

    static <T> T taken(@Nullable T value) {
        return Objects.requireNonNull(value, "nothing came within 30 s");
    }
}
