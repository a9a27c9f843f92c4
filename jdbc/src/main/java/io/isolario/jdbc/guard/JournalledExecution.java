package io.isolario.jdbc.guard;

import io.isolario.core.JournalKind;
import io.isolario.core.Sandbox;
import io.isolario.jdbc.sql.Execution;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Notes each command in the journal of the sandbox, and the error if it fails. */
public final class JournalledExecution implements Execution {

    private final Sandbox sandbox;
    private final Execution next;

    public JournalledExecution(Sandbox sandbox, Execution next) {
        this.sandbox = sandbox;
        this.next = next;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        sandbox.journal().add(JournalKind.SQL, command.text());
        try {
            return next.run(command, call);
        } catch (SQLException failure) {
            sandbox.journal().add(JournalKind.SQL, "failed: " + failure.getMessage());
            throw failure;
        }
    }

    @Override
    public String toString() {
        return "journalled > " + next;
    }
}
