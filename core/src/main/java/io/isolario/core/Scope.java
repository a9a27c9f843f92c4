package io.isolario.core;

import com.google.errorprone.annotations.MustBeClosed;

/**
 * The binding of one thread to a sandbox, from {@link Sandbox#enter()} to {@link #close()}.
 *
 * <p>Scopes of a thread are a strict stack: the one opened last is closed first, on the thread that opened it, once. That is why
 * JUnit may run another test inside this test's {@code join()} without harm. Confined to its thread.
 */
public interface Scope extends AutoCloseable {

    /**
     * Binds the calling thread to no sandbox until the scope is closed, whatever it was bound to before.
     *
     * <p>For code that belongs to no sandbox although a test happens to trigger it, such as the start of an application.
     */
    @MustBeClosed
    static Scope detached() {
        return BoundScope.open(null);
    }

    /**
     * Binds the calling thread to {@code sandbox} while it starts what lives as long as the sandbox: consumers, servers, timers.
     *
     * <p>For implementors of resources. Threads and tasks that are started meanwhile belong to the sandbox but are no work of it,
     * as far as an agent follows them: quiescence does not wait for them. From the drain at the end of the sandbox on they are
     * waited for like all others; their resource ends them in {@link ResourceSession#stop()}.
     *
     * @throws SandboxEndedException if the sandbox has ended
     */
    @MustBeClosed
    static Scope hosting(ManagedSandbox sandbox) {
        sandbox.requireUsable("host anything");
        return BoundScope.openHosting((DefaultSandbox) sandbox);
    }

    /**
     * Gives the thread back the binding that it had before.
     *
     * @throws ScopeException if this scope was closed before, is not the innermost of its thread, or belongs to another thread;
     *     the bindings of all threads are left as they are
     */
    @Override
    void close();
}
