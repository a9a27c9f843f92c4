package io.isolario.agent;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two sandboxes, and a record of the sandboxes that threads were in. */
@ExtendWith(Attached.class)
abstract class InSandboxes {

    static final Duration SOON = Duration.ofSeconds(10);

    final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    final ManagedSandbox ana = open("ana");
    final ManagedSandbox bob = open("bob");

    private final Sightings seen = new Sightings();

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    ManagedSandbox open(String owner) {
        return registry.open(SandboxOptions.builder(owner)
                .drainTimeout(Duration.ofMillis(50))
                .build());
    }

    /** Records the sandbox of the calling thread. */
    void look() {
        seen.add(ManagedSandbox.current());
    }

    /** Waits for the next record of {@link #look()}. */
    Optional<ManagedSandbox> nextSeen() throws InterruptedException {
        return seen.next();
    }

    boolean nothingSeen() {
        return seen.isEmpty();
    }

    static <T> T in(ManagedSandbox sandbox, Callable<T> action) throws Exception {
        try (Scope scope = sandbox.enter()) {
            return action.call();
        }
    }

    static void runIn(ManagedSandbox sandbox, Runnable action) {
        try (Scope scope = sandbox.enter()) {
            action.run();
        }
    }
}
