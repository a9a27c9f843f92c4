package io.isolario.jdbc.transaction;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells when the thread that holds a connection waits for one that waits for the connection. Stateless. */
public final class EndlessWait {

    private static final int FRAMES = 12;

    private EndlessWait() {}

    /** Returns why the holder will not let go before the waiter has ended; empty when it may. */
    static Optional<String> between(Thread holder, Thread waiter) {
        if (holder == waiter) {
            return Optional.of("it has a transaction open on one connection");
        }
        return isJoining(holder, waiter)
                ? Optional.of("thread \"" + holder.getName()
                        + "\" waits for it to end, and has a transaction open on another connection")
                : Optional.empty();
    }

    /** {@link Thread#join()} waits on the thread object; a virtual thread does not say what it waits for. */
    private static boolean isJoining(Thread holder, Thread waiter) {
        ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(holder.getId());
        @Nullable LockInfo awaited = info == null ? null : info.getLockInfo();
        return awaited != null
                && awaited.getIdentityHashCode() == System.identityHashCode(waiter)
                && awaited.getClassName().equals(waiter.getClass().getName());
    }

    /** Returns where a thread stands, for a message. */
    static String stack(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .limit(FRAMES)
                .map(frame -> "\n\tat " + frame)
                .collect(Collectors.joining("", "\nThread \"" + thread.getName() + "\":", ""));
    }
}
