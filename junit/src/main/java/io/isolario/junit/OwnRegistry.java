package io.isolario.junit;

import io.isolario.core.SandboxRegistry;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A registry that ends with the run. JUnit 5.12 closes the first type that it implements, later ones the second. */
@SuppressWarnings("deprecation")
record OwnRegistry(SandboxRegistry registry)
        implements RegistryHolder, ExtensionContext.Store.CloseableResource, AutoCloseable {

    @Override
    public void close() {
        registry.close();
    }
}
