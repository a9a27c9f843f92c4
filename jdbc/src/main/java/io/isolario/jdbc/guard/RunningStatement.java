package io.isolario.jdbc.guard;

import io.isolario.core.ManagedSandbox;
import io.isolario.jdbc.sql.SqlCommand;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The latest statement of one server process, as the {@link LockWatch} sees it.
 *
 * <p>Written by the thread that executes it, but for the explanation, which the watch writes before it cancels.
 */
final class RunningStatement {

    private final ManagedSandbox sandbox;
    private final int serverProcess;
    private final SqlCommand command;
    private final GuardedConnection connection;
    private final String thread = Thread.currentThread().getName();
    private final long beganNanos = System.nanoTime();
    private volatile boolean ended;
    private volatile @Nullable String explanation;

    RunningStatement(ManagedSandbox sandbox, int serverProcess, SqlCommand command, GuardedConnection connection) {
        this.sandbox = sandbox;
        this.serverProcess = serverProcess;
        this.command = command;
        this.connection = connection;
    }

    ManagedSandbox sandbox() {
        return sandbox;
    }

    int serverProcess() {
        return serverProcess;
    }

    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    boolean runsLongerThan(Duration bound) {
        return !ended && explanation == null && age().compareTo(bound) > 0;
    }

    private Duration age() {
        return Duration.ofNanos(System.nanoTime() - beganNanos);
    }

    /** Makes the statement fail with an explanation instead of waiting on. */
    void giveUp(String why) {
        explanation = why;
        connection.cancelStatements();
    }

    @Nullable
    String explanation() {
        return explanation;
    }

    /** Says whose statement this is, for a message. */
    String describe() {
        return "sandbox " + sandbox + " (thread \"" + thread + "\", server process " + serverProcess + ", for "
                + age().toMillis() + " ms): " + command.quoted();
    }
}
