package io.isolario.core;

/** A task that was submitted outside every sandbox and runs outside, even on a thread that happens to be in one. */
record DetachedTask(Runnable task) implements Runnable {

    @Override
    public void run() {
        if (ContextSlot.innermost() == null) {
            task.run();
            return;
        }
        try (Scope scope = Scope.detached()) {
            task.run();
        }
    }

    @Override
    public String toString() {
        return task.toString();
    }
}
