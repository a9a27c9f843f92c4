package io.isolario.jdbc.lane;

import io.isolario.core.Scope;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what nobody waits for, one after the other, on a daemon thread that ends when there is nothing to do. Thread-safe. */
final class BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(LanePool.class);
    private static final int IDLE_SECONDS = 5;

    private final String title;
    private final Executor executor = executor();

    /** Something to do; a failure is logged. */
    interface Task {
        void run() throws SQLException;
    }

    BackgroundWork(String title) {
        this.title = title;
    }

    private static Executor executor() {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "isolario-lanes");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    void submit(Task task) {
        // It serves all sandboxes, whichever has set it off.
        try (Scope scope = Scope.detached()) {
            executor.execute(() -> run(task));
        }
    }

    private void run(Task task) {
        try {
            task.run();
        } catch (SQLException | RuntimeException failure) {
            LOG.warn("{}: {}", title, failure.getMessage(), failure);
        }
    }
}
