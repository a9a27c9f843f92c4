package io.isolario.jdbc.transaction;

import io.isolario.jdbc.sql.SqlCommand;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time for which one virtual connection has the physical one.
 *
 * <p>The fields are written under the lock of the {@link ConnectionQueue}; they are volatile because the session reads them
 * without it, to cancel what is being executed.
 */
final class Turn {

    private final VirtualConnection connection;
    private final String beganOn = Thread.currentThread().getName();
    private final long beganNanos = System.nanoTime();
    private volatile Thread lastThread = Thread.currentThread();
    private volatile @Nullable Thread executor;
    private volatile @Nullable SqlCommand lastCommand;

    Turn(VirtualConnection connection) {
        this.connection = connection;
    }

    VirtualConnection connection() {
        return connection;
    }

    @SuppressWarnings("ReferenceEquality") // A connection is itself and nothing else.
    boolean belongsTo(VirtualConnection candidate) {
        return connection == candidate;
    }

    Thread lastThread() {
        return lastThread;
    }

    void executing(SqlCommand command) {
        lastThread = Thread.currentThread();
        executor = Thread.currentThread();
        lastCommand = command;
    }

    void idle() {
        executor = null;
    }

    boolean isExecuting() {
        return executor != null;
    }

    /** A statement may be executed while none is, or by the thread that executes one already (a trigger of a driver, say). */
    boolean isFreeFor(Thread thread) {
        Thread executing = executor;
        return executing == null || executing == thread;
    }

    @Override
    public String toString() {
        SqlCommand command = lastCommand;
        Thread executing = executor;
        return "thread \"" + lastThread.getName() + "\" for "
                + Duration.ofNanos(System.nanoTime() - beganNanos).toMillis() + " ms (begun by \""
                + beganOn + "\"), " + (executing == null ? "transaction open after: " : "executing: ")
                + (command == null ? "nothing yet" : command.quoted());
    }
}
