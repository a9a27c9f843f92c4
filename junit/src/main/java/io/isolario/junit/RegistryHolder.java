package io.isolario.junit;

import io.isolario.core.SandboxRegistry;

/** A registry in a store, which would close the registry itself as it would any {@link AutoCloseable}. */
sealed interface RegistryHolder permits OwnRegistry, ForeignRegistry {

    SandboxRegistry registry();
}
