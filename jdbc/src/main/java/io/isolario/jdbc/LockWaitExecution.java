package io.isolario.jdbc;

import io.isolario.core.Sandbox;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Shows each statement to the {@link LockWatch}, and fails with its explanation when it had to cancel one. */
final class LockWaitExecution implements Execution {

    private final Sandbox sandbox;
    private final GuardedConnection connection;
    private final LockWatch watch;
    private final Execution next;

    LockWaitExecution(Sandbox sandbox, GuardedConnection connection, LockWatch watch, Execution next) {
        this.sandbox = sandbox;
        this.connection = connection;
        this.watch = watch;
        this.next = next;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        RunningStatement running = watch.begin(sandbox, connection, command);
        try {
            return next.run(command, call);
        } catch (SQLException failure) {
            String explanation = running.explanation();
            throw explanation == null ? failure : SqlErrors.lockWait(explanation, failure);
        } finally {
            running.end();
        }
    }

    @Override
    public String toString() {
        return "lockWatched > " + next;
    }
}
