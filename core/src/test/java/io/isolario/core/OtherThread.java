package io.isolario.core;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs code on a thread of its own. */
public final class OtherThread {

    private OtherThread() {}

    /** Returns what {@code code} returns on a thread of this name, and throws what it throws there. */
    public static <T extends @Nullable Object> T call(String name, Callable<T> code) throws Exception {
        FutureTask<T> task = new FutureTask<>(code);
        new Thread(task, name).start();
        try {
            return task.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Runs {@code code} on a thread of this name, and throws what it throws there. */
    public static void run(String name, Runnable code) throws Exception {
        call(name, () -> {
            code.run();
            return true;
        });
    }
}
