package io.isolario.springboot.task;

import io.isolario.core.Sandbox;
import io.isolario.core.SandboxEndedException;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task that is due too late for a sandbox to wait for it: it runs in the sandbox if that is still there, else not at all. */
record DistantTask(Sandbox sandbox, Runnable task, Future<?> future) implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(DistantTask.class);

    @Override
    public void run() {
        Runnable captured;
        try {
            captured = sandbox.wrap(task);
        } catch (SandboxEndedException ended) {
            future.cancel(false);
            LOG.info("A delayed task was cancelled when it became due: {}", ended.getMessage());
            return;
        }
        captured.run();
    }
}
