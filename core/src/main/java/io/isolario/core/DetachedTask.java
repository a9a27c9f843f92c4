package io.isolario.core;

/** A task that was submitted outside every sandbox and runs outside, even on a thread that happens to be in one. */
record DetachedTask(Runnable task) implements Runnable {

    @Override
    public void run() {
        try (BindingGuard extent = extent()) {
            task.run();
        }
    }

    /** A thread without a scope stays as it is: a detached scope would hide an allowance or a sharing from it. */
    static BindingGuard extent() {
        return ContextSlot.innermost() == null ? BindingGuard.unbound() : BindingGuard.in(null);
    }

    @Override
    public String toString() {
        return task.toString();
    }
}
