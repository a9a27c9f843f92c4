package io.isolario.agent;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Blocks a task until the test opens the gate; the test can wait until the task has reached it. */
final class Gate implements Runnable {

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    /** Waits until a thread is in {@link #run()}. */
    void awaitReached() {
        await(reached);
    }

    void open() {
        open.countDown();
    }

    @Override
    public void run() {
        reached.countDown();
        await(open);
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the gate was not opened within 20 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
