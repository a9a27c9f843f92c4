package io.isolario.core;

import io.isolario.core.tracking.TrackedWork;
import org.jspecify.annotations.Nullable;

/** A frame in the stack of scopes of one thread; a frame without a sandbox hides those below it. */
final class BoundScope implements Scope {

    // Written by the constructor, or by one that ends the sandbox while the thread below is idle.
    private @Nullable DefaultSandbox sandbox;
    private final @Nullable DefaultSandboxRegistry baselineOf;
    private final Binding binding;
    private final Thread thread;
    private final @Nullable BoundScope outer;
    // Owned by the thread above; another one reads it only to word an error.
    private volatile boolean closed;
    // As the sandbox; found out when the thread first submits a unit, or is asked what it does.
    private @Nullable TrackedWork unit;
    private boolean unitIsKnown;
    // Written and read by the thread above.
    private boolean used;

    /** Who bound the thread, and for what. */
    private enum Binding {
        /** Its own code. */
        ENTERED,
        /** An agent, for the run of a unit. */
        CARRIED,
        /** A resource that starts what lives as long as the sandbox. */
        HOSTING
    }

    private BoundScope(
            @Nullable DefaultSandbox sandbox,
            @Nullable DefaultSandboxRegistry baselineOf,
            Binding binding,
            @Nullable BoundScope outer) {
        this.sandbox = sandbox;
        this.binding = binding;
        this.baselineOf = baselineOf;
        this.thread = Thread.currentThread();
        this.outer = outer;
    }

    static BoundScope open(@Nullable DefaultSandbox sandbox) {
        return openByItself(sandbox, Binding.ENTERED);
    }

    /** Binds the thread while it starts what the sandbox hosts. */
    static BoundScope openHosting(DefaultSandbox sandbox) {
        return openByItself(sandbox, Binding.HOSTING);
    }

    private static BoundScope openByItself(@Nullable DefaultSandbox sandbox, Binding binding) {
        if (sandbox != null) {
            ContextSlot.addLife();
        }
        return push(new BoundScope(sandbox, null, binding, ContextSlot.innermost()));
    }

    /** Binds the thread for the run of a unit that an agent gave it; {@code outer} is what is innermost now. */
    static BoundScope openCarried(
            @Nullable DefaultSandbox sandbox, @Nullable TrackedWork unit, @Nullable BoundScope outer) {
        BoundScope scope = new BoundScope(sandbox, null, Binding.CARRIED, outer);
        scope.unit = unit;
        scope.unitIsKnown = true;
        return push(scope);
    }

    /** Returns the unit that the calling thread runs in its innermost scope; null if it runs none. */
    static @Nullable TrackedWork unitOfCaller() {
        BoundScope scope = ContextSlot.innermost();
        return scope == null ? null : scope.unit();
    }

    private @Nullable TrackedWork unit() {
        DefaultSandbox owner = sandbox;
        if (!unitIsKnown && owner != null) {
            unit = owner.work().runningOn(thread);
            unitIsKnown = true;
        }
        return unit;
    }

    /** Binds the thread to no sandbox, and lets it write to the baseline of one registry. */
    static BoundScope openOnBaseline(DefaultSandboxRegistry registry) {
        return push(new BoundScope(null, registry, Binding.ENTERED, ContextSlot.innermost()));
    }

    private static BoundScope push(BoundScope scope) {
        ContextSlot.innermost(scope);
        return scope;
    }

    /** Detaches the thread from its ended sandbox; what it does next belongs to none. */
    void release() {
        sandbox = null;
        unit = null;
    }

    private void isClosedNow() {
        closed = true;
        if (!isCarried() && sandbox != null) {
            ContextSlot.removeLife();
        }
    }

    boolean isCarried() {
        return binding == Binding.CARRIED;
    }

    /** Notes that the thread has done something that depends on its sandbox. */
    void isUsed() {
        used = true;
    }

    /** Returns whether the thread has done something that depends on its sandbox while this scope was the innermost. */
    boolean wasUsed() {
        return used;
    }

    boolean isHosting() {
        return binding == Binding.HOSTING;
    }

    @Nullable
    DefaultSandboxRegistry baselineOf() {
        return baselineOf;
    }

    @Nullable
    DefaultSandbox sandbox() {
        return sandbox;
    }

    @Override
    public void close() {
        if (closed) {
            throw new ScopeException("Scope of " + describe() + " was closed already. "
                    + "Close each scope once; try (var scope = sandbox.enter()) does it for you.");
        }
        if (Thread.currentThread() != thread) {
            throw new ScopeException(
                    "Scope of " + describe() + " was opened by thread \"" + thread.getName() + "\", but thread \""
                            + Thread.currentThread().getName()
                            + "\" closed it. A scope binds one thread: close it where it was opened, and give "
                            + "other threads the sandbox by SandboxContext.wrap(..), sandbox.wrap(..) or sandbox.allow(thread).");
        }
        BoundScope innermost = ContextSlot.innermost();
        if (innermost != this) {
            throw new ScopeException("Scope of " + describe() + " was closed out of order on thread \""
                    + thread.getName()
                    + "\": the innermost scope is that of " + (innermost == null ? "nobody" : innermost.describe())
                    + ". Close scopes in reverse order; try (var scope = sandbox.enter()) does it for you.");
        }
        isClosedNow();
        ContextSlot.innermost(outer);
    }

    /**
     * Gives the thread back the binding {@code before}, whatever was opened since; {@code during} is what should be innermost now.
     *
     * @throws ScopeException if a scope was left open inside {@code during}
     */
    static void restore(@Nullable BoundScope before, @Nullable BoundScope during) {
        BoundScope innermost = ContextSlot.innermost();
        for (BoundScope each = innermost; each != null && each != before; each = each.outer) {
            each.isClosedNow();
        }
        ContextSlot.innermost(before);
        if (innermost != null && innermost != during) {
            throw new ScopeException("Scope of " + innermost.describe() + " was left open on thread \""
                    + innermost.thread.getName() + "\" by code that has returned. It has been closed now, so that the "
                    + "thread keeps no sandbox. Close scopes where they are opened; try (var scope = sandbox.enter()) does "
                    + "it for you.");
        }
    }

    private String describe() {
        if (sandbox != null) {
            return sandbox.toString();
        }
        return baselineOf == null
                ? "no sandbox (Scope.detached())"
                : "the baseline of \"" + baselineOf.name() + "\" (SandboxRegistry.runOnBaseline)";
    }

    @Override
    public String toString() {
        return "Scope{" + describe() + ", thread=\"" + thread.getName() + "\"}";
    }
}
