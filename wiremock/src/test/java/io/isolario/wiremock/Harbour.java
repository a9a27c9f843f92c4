package io.isolario.wiremock;

import com.google.errorprone.annotations.MustBeClosed;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import java.util.function.UnaryOperator;

/** A port with stubs of "github" and "payment", and a registry that has them. */
public final class Harbour implements AutoCloseable {

    private final SandboxStubs stubs;
    private final SandboxRegistry registry;

    private Harbour(SandboxStubs stubs) {
        this.stubs = stubs;
        this.registry =
                SandboxRegistry.builder("forum").resource(stubs.resource()).build();
    }

    @MustBeClosed
    public static Harbour open() {
        return open(builder -> builder);
    }

    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // closed by the harbour
    public static Harbour open(UnaryOperator<SandboxStubs.Builder> settings) {
        SandboxStubs.Builder builder = SandboxStubs.builder().service("github").service("payment");
        return new Harbour(settings.apply(builder).start());
    }

    SandboxStubs stubs() {
        return stubs;
    }

    SandboxRegistry registry() {
        return registry;
    }

    public ManagedSandbox sandbox(String owner) {
        return registry.open(SandboxOptions.builder(owner).build());
    }

    /** Returns a client that requests a service as an application does that works for a sandbox. */
    public Caller callerOf(ManagedSandbox sandbox, String service) {
        return Caller.at(stubs.baseUrl(service)).carrying(sandbox.id().value());
    }

    @Override
    public void close() {
        registry.close();
        stubs.close();
    }
}
