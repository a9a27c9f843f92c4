package io.isolario.springboot.web;

import io.isolario.core.Sandbox;
import io.isolario.core.SandboxEndedException;
import io.isolario.core.Scope;
import io.micrometer.context.ThreadLocalAccessor;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Lets the sandbox of a thread travel in the context snapshots of Micrometer: with Reactor, and with whatever else an application
 * has connected to them.
 *
 * <p>For Micrometer, which finds it by {@link java.util.ServiceLoader}; nobody else uses it. Outside every sandbox it does nothing.
 * The scopes that it opens are a stack of their own per thread, since Micrometer hands back values and scopes are closed.
 * Thread-safe.
 */
public final class SandboxThreadLocalAccessor implements ThreadLocalAccessor<Sandbox> {

    /** The key of the sandbox in a context, Reactor's for example. */
    public static final String KEY = "isolario.sandbox";

    private final ThreadLocal<Deque<Scope>> opened = ThreadLocal.withInitial(ArrayDeque::new);

    /** Creates an accessor; called by {@link java.util.ServiceLoader}. */
    public SandboxThreadLocalAccessor() {}

    @Override
    public Object key() {
        return KEY;
    }

    /** Returns the sandbox of the calling thread; null for none. */
    @Override
    public @Nullable Sandbox getValue() {
        return Sandbox.current().orElse(null);
    }

    /**
     * Binds the calling thread to a sandbox.
     *
     * @throws SandboxEndedException if the sandbox has ended: nothing may happen in it any more
     */
    @Override
    @SuppressWarnings("MustBeClosedChecker") // restore() closes it
    public void setValue(Sandbox sandbox) {
        opened.get().push(sandbox.enter());
    }

    /** Binds the calling thread to no sandbox. */
    @Override
    @SuppressWarnings("MustBeClosedChecker") // restore() closes it
    public void setValue() {
        opened.get().push(Scope.detached());
    }

    @Override
    public void restore(Sandbox previous) {
        restore();
    }

    /** Gives the thread back the binding that it had before the last {@code setValue}. */
    @Override
    public void restore() {
        Deque<Scope> scopes = opened.get();
        Scope last = scopes.poll();
        if (scopes.isEmpty()) {
            opened.remove();
        }
        if (last != null) {
            last.close();
        }
    }
}
