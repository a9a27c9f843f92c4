package io.isolario.doubles;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxResource;

/**
 * Gives each sandbox replacements, expectations, traces and a clock of its own. Found by {@link java.util.ServiceLoader}, so that every
 * registry has it. Thread-safe.
 */
public final class DoublesResource implements SandboxResource<SandboxDoubles> {

    /** Called by {@link java.util.ServiceLoader}. */
    public DoublesResource() {}

    @Override
    public String name() {
        return "doubles";
    }

    @Override
    public Class<SandboxDoubles> sessionType() {
        return SandboxDoubles.class;
    }

    @Override
    public SandboxDoubles open(ManagedSandbox sandbox) {
        return new SandboxDoubles(sandbox);
    }
}
