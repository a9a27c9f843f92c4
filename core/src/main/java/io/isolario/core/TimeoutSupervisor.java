package io.isolario.core;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the sandboxes of one registry whose ownership or idle timeout has passed.
 *
 * <p>It has one daemon thread, started with the first sandbox that has a timeout. Each sandbox is looked at when its next
 * deadline is due, and again then if it was used meanwhile; there is no polling. Ending is left to a thread of its own, as it
 * may wait for the drain.
 */
final class TimeoutSupervisor {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxRegistry.class);

    private final String registryName;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private @Nullable ScheduledThreadPoolExecutor timer;

    @GuardedBy("lock")
    private boolean closed;

    TimeoutSupervisor(String registryName) {
        this.registryName = registryName;
    }

    void watch(DefaultSandbox sandbox) {
        SandboxOptions options = sandbox.options();
        // A timeout is nobody's work, whoever opens the sandbox.
        try (Scope scope = Scope.detached()) {
            if (!options.ownershipTimeout().isZero()) {
                schedule(sandbox, EndReason.OWNERSHIP_TIMEOUT, options.ownershipTimeout());
            }
            if (!options.idleTimeout().isZero()) {
                schedule(sandbox, EndReason.IDLE_TIMEOUT, options.idleTimeout());
            }
        }
    }

    private void schedule(DefaultSandbox sandbox, EndReason reason, Duration delay) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (timer == null) {
                timer = new ScheduledThreadPoolExecutor(1, this::daemon);
                timer.setRemoveOnCancelPolicy(true);
            }
            sandbox.timeouts()
                    .add(timer.schedule(() -> check(sandbox, reason), Durations.nanos(delay), TimeUnit.NANOSECONDS));
        } finally {
            lock.unlock();
        }
    }

    private Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "isolario-timeouts-" + registryName);
        thread.setDaemon(true);
        return thread;
    }

    private void check(DefaultSandbox sandbox, EndReason reason) {
        if (sandbox.state() != SandboxState.OPEN) {
            return;
        }
        Duration left = timeLeft(sandbox, reason);
        if (left.compareTo(Duration.ZERO) > 0) {
            schedule(sandbox, reason, left);
            return;
        }
        Thread ender = new Thread(
                () -> end(sandbox, reason), "isolario-end-" + sandbox.id().abbreviated());
        ender.setDaemon(true);
        ender.start();
    }

    /** A sandbox that works is in use, however long ago the work began. */
    private static Duration timeLeft(DefaultSandbox sandbox, EndReason reason) {
        SandboxOptions options = sandbox.options();
        if (reason == EndReason.OWNERSHIP_TIMEOUT) {
            return options.ownershipTimeout().minus(sandbox.age());
        }
        if (!sandbox.pendingWork().isEmpty()) {
            return options.idleTimeout();
        }
        return options.idleTimeout().minus(sandbox.idle());
    }

    private static void end(DefaultSandbox sandbox, EndReason reason) {
        CloseReport report = sandbox.end(reason);
        if (report.reason() == reason) {
            LOG.warn("Sandbox {} was {}: {}", sandbox, reason.phrase(), report.problems());
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            if (timer != null) {
                timer.shutdownNow();
            }
        } finally {
            lock.unlock();
        }
    }
}
