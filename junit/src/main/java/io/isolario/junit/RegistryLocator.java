package io.isolario.junit;

import io.isolario.core.SandboxRegistry;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Finds the registry of the application that a test class annotated with {@link Sandboxed} is about.
 *
 * <p>For implementors: integrations of frameworks. Locators are found by {@link java.util.ServiceLoader} in the class loader of the
 * test class, and asked in the order found until one answers. Implementations are thread-safe.
 */
public interface RegistryLocator {

    /**
     * Returns the registry for a test; empty if this locator is not in charge of its class. Called once per test, before the test
     * has its sandbox and outside every other sandbox, so it may start the application.
     *
     * @param context the context of the test method
     * @throws Exception if the application cannot be had; the test fails with it
     */
    Optional<SandboxRegistry> locate(ExtensionContext context) throws Exception;
}
