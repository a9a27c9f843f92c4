package io.isolario.core;

/**
 * Makes sandboxes follow work from thread to thread without code of the application, such as an agent.
 *
 * <p>Found by {@link java.util.ServiceLoader} in the class loader of this class, each time a {@link SandboxRegistry} is built.
 * Implementations are thread-safe.
 */
public interface ContextPropagator {

    /**
     * Starts following work in this JVM, if that has not been done yet. One that cannot says why in the log, and returns: whatever
     * it would have followed can be wrapped.
     */
    void install();
}
