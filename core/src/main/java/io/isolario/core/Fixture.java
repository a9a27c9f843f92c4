package io.isolario.core;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one sandbox did to its data, kept for other sandboxes of its registry to begin with; made by {@link ManagedSandbox#fixture()}, used
 * by {@link SandboxOptions.Builder#fixture}. Immutable; each sandbox that begins with it changes a copy of its own.
 */
public final class Fixture {

    private final ManagedSandbox origin;
    private final Map<SandboxResource<?>, SessionFixture> parts;

    Fixture(ManagedSandbox origin, Map<SandboxResource<?>, SessionFixture> parts) {
        this.origin = origin;
        this.parts = Map.copyOf(parts);
    }

    /** Refuses a fixture of another registry: it is about other data. */
    void requireOf(SandboxRegistry registry, Owner owner) {
        if (origin.registry() != registry) {
            throw new RefusalException(
                    "A sandbox for \"" + owner + "\" cannot begin with " + this + ": it was arranged in application \""
                            + origin.registry().name() + "\", and \"" + registry.name()
                            + "\" has data of its own. Arrange it there too.");
        }
    }

    /** Returns what a session of a resource is to begin with; null for nothing. */
    @Nullable
    SessionFixture partOf(SandboxResource<?> resource) {
        return parts.get(resource);
    }

    @Override
    public String toString() {
        return "the fixture of sandbox " + origin;
    }
}
