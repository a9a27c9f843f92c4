package io.isolario.junit;

import io.isolario.core.ManagedSandbox;
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

    /**
     * Gives the sandbox of a test what the test has declared. Called once per test, of every locator, when the sandbox has been opened
     * and before anything of the test runs in it; outside every sandbox. One that is not in charge of the class does nothing.
     *
     * @param context the context of the test method
     * @throws Exception if the sandbox cannot have it; the sandbox is then ended, and the test fails
     */
    default void prepare(ManagedSandbox sandbox, ExtensionContext context) throws Exception {}
}
