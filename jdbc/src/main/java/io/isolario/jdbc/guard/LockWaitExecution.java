package io.isolario.jdbc.guard;

import io.isolario.core.ManagedSandbox;
import io.isolario.jdbc.sql.Execution;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import io.isolario.jdbc.sql.SqlErrors;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Shows each statement to the {@link LockWatch}, and fails with its explanation when it had to cancel one. */
public final class LockWaitExecution implements Execution {

    private final ManagedSandbox sandbox;
    private final GuardedConnection connection;
    private final LockWatch watch;
    private final Execution next;

    public LockWaitExecution(ManagedSandbox sandbox, GuardedConnection connection, LockWatch watch, Execution next) {
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
