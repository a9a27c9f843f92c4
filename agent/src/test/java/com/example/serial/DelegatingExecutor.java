package com.example.serial;

import java.util.concurrent.Executor;

/** Only passes tasks on. */
public record DelegatingExecutor(Executor executor) implements Executor {

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }
}
