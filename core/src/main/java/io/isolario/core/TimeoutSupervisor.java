package io.isolario.core;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.core.internal.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the sandboxes of one registry whose ownership or idle timeout has passed.
 *
 * <p>It has one daemon thread, started with the first sandbox that has a timeout. The thread looks at all sandboxes when the first
 * deadline is due that any of them had when it was opened, and plans its next look then; most sandboxes are opened while an earlier
 * look is planned, and wake no thread. Ending is left to a thread of its own, as it may wait for the drain.
 */
final class TimeoutSupervisor {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxRegistry.class);
    private static final long LONGEST_NANOS = TimeUnit.DAYS.toNanos(365);

    private final String registryName;
    private final ReentrantLock lock = new ReentrantLock();
    // A watching thread adds, then reads the plan; a looking thread withdraws the plan, then reads these.
    private final Set<DefaultSandbox> watched = ConcurrentHashMap.newKeySet();

    // Written under the lock.
    private volatile @Nullable Look planned;

    @GuardedBy("lock")
    private @Nullable ScheduledThreadPoolExecutor timer;

    @GuardedBy("lock")
    private boolean closed;

    /** A look at all sandboxes at a time of {@link System#nanoTime}. */
    private record Look(long atNanos, Future<?> task) {

        boolean isBy(long nanos) {
            return atNanos - nanos <= 0;
        }
    }

    TimeoutSupervisor(String registryName) {
        this.registryName = registryName;
    }

    void watch(DefaultSandbox sandbox) {
        long first = Long.MAX_VALUE;
        for (EndReason reason : reasons(sandbox)) {
            first = Math.min(first, Durations.nanos(timeout(sandbox, reason)));
        }
        if (first != Long.MAX_VALUE) {
            watched.add(sandbox);
            lookWithin(first);
        }
    }

    /** Forgets a sandbox that has ended. */
    void leave(DefaultSandbox sandbox) {
        watched.remove(sandbox);
    }

    boolean watches(DefaultSandbox sandbox) {
        return watched.contains(sandbox);
    }

    private static List<EndReason> reasons(DefaultSandbox sandbox) {
        List<EndReason> reasons = new ArrayList<>(2);
        for (EndReason reason : List.of(EndReason.OWNERSHIP_TIMEOUT, EndReason.IDLE_TIMEOUT)) {
            if (!timeout(sandbox, reason).isZero()) {
                reasons.add(reason);
            }
        }
        return reasons;
    }

    private static Duration timeout(DefaultSandbox sandbox, EndReason reason) {
        SandboxOptions options = sandbox.options();
        return reason == EndReason.OWNERSHIP_TIMEOUT ? options.ownershipTimeout() : options.idleTimeout();
    }

    private void lookWithin(long nanos) {
        long at = System.nanoTime() + Math.min(nanos, LONGEST_NANOS);
        Look before = planned;
        if (before == null || !before.isBy(at)) {
            plan(at);
        }
    }

    private void plan(long at) {
        lock.lock();
        // A timeout is not work of the sandbox that the opening thread is in.
        try (Scope scope = Scope.detached()) {
            Look before = planned;
            if (closed || (before != null && before.isBy(at))) {
                return;
            }
            if (before != null) {
                before.task().cancel(false);
            }
            if (timer == null) {
                timer = new ScheduledThreadPoolExecutor(1, this::daemon);
                timer.setRemoveOnCancelPolicy(true);
            }
            planned = new Look(at, timer.schedule(this::lookAtAll, at - System.nanoTime(), TimeUnit.NANOSECONDS));
        } finally {
            lock.unlock();
        }
    }

    private Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "isolario-timeouts-" + registryName);
        thread.setDaemon(true);
        return thread;
    }

    private void lookAtAll() {
        lock.lock();
        try {
            planned = null;
        } finally {
            lock.unlock();
        }
        long next = Long.MAX_VALUE;
        for (DefaultSandbox sandbox : watched) {
            next = Math.min(next, look(sandbox));
        }
        if (next != Long.MAX_VALUE) {
            lookWithin(next);
        }
    }

    /** Returns after how many nanoseconds to look again; the greatest number for never. */
    private long look(DefaultSandbox sandbox) {
        long next = Long.MAX_VALUE;
        for (EndReason reason : reasons(sandbox)) {
            Duration left = timeLeft(sandbox, reason);
            if (sandbox.state() != SandboxState.OPEN || left.compareTo(Duration.ZERO) <= 0) {
                watched.remove(sandbox);
                startToEnd(sandbox, reason);
                return Long.MAX_VALUE;
            }
            next = Math.min(next, Durations.nanos(left));
        }
        return next;
    }

    private static void startToEnd(DefaultSandbox sandbox, EndReason reason) {
        if (sandbox.state() == SandboxState.OPEN) {
            Thread ender = new Thread(
                    () -> end(sandbox, reason), "isolario-end-" + sandbox.id().abbreviated());
            ender.setDaemon(true);
            ender.start();
        }
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
