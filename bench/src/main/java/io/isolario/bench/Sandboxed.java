package io.isolario.bench;

import static java.util.Objects.requireNonNull;

import io.isolario.core.Sandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import org.jspecify.annotations.Nullable;

/** An action while a sandbox is open, and perhaps inside it; each block has a sandbox of its own. */
final class Sandboxed implements Comparison.Action {

    private static final String STACKS = "isolario.submission-stacks";

    private final SandboxRegistry registry;
    private final Comparison.Action action;
    private final String stacks;
    private final boolean inside;
    private @Nullable Sandbox sandbox;

    Sandboxed(SandboxRegistry registry, Comparison.Action action, String stacks, boolean inside) {
        this.registry = registry;
        this.action = action;
        this.stacks = stacks;
        this.inside = inside;
    }

    @Override
    public void beginBlock() {
        System.setProperty(STACKS, stacks);
        sandbox = registry.open(SandboxOptions.builder("benchmark").build());
    }

    @Override
    public void perform() throws Exception {
        try (Scope scope = inside ? requireNonNull(sandbox).enter() : Scope.detached()) {
            action.perform();
        }
    }

    @Override
    public void endBlock() {
        requireNonNull(sandbox).close();
    }
}
