package io.isolario.bench;

import io.isolario.core.Sandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import org.jspecify.annotations.Nullable;

/** Calls of two classes that differ in this: objects of one have been replaced in a sandbox, which is open all the time. */
final class ReplacedCalls implements AutoCloseable {

    private static final int BURST = 1_000;

    private final SandboxRegistry registry = SandboxRegistry.builder("bench").build();
    private final Sandbox unconcerned =
            registry.open(SandboxOptions.builder("unconcerned").build());
    private final Sandbox replacing =
            registry.open(SandboxOptions.builder("replacing").build());
    private final Plain plain = new Plain();
    private final Replaced replaced = new Replaced();
    private long sum;

    ReplacedCalls() {
        Replaced fake = new Replaced();
        replacing.replace(Replaced.class, fake);
    }

    private static final class Plain {
        private int calls;

        int price(int cents) {
            calls++;
            return cents + calls;
        }
    }

    private static final class Replaced {
        private int calls;

        int price(int cents) {
            calls++;
            return cents + calls;
        }
    }

    Sandbox unconcerned() {
        return unconcerned;
    }

    Sandbox replacing() {
        return replacing;
    }

    Comparison.Action plain() {
        return () -> {
            for (int i = 0; i < BURST; i++) {
                sum += plain.price(i);
            }
        };
    }

    Comparison.Action outside() {
        return this::burst;
    }

    private void burst() {
        for (int i = 0; i < BURST; i++) {
            sum += replaced.price(i);
        }
    }

    Comparison.Action inside(Sandbox sandbox) {
        return new Inside(sandbox);
    }

    /** Calls in a sandbox. */
    private final class Inside implements Comparison.Action {

        private final Sandbox sandbox;
        private @Nullable Scope scope;

        private Inside(Sandbox sandbox) {
            this.sandbox = sandbox;
        }

        @Override
        @SuppressWarnings("MustBeClosedChecker") // closed after the block
        public void beginBlock() {
            scope = sandbox.enter();
        }

        @Override
        public void perform() {
            burst();
        }

        @Override
        public void endBlock() {
            if (scope != null) {
                scope.close();
            }
        }
    }

    @Override
    public void close() {
        if (sum == 0) {
            throw new IllegalStateException("Nothing was called.");
        }
        registry.close();
    }
}
