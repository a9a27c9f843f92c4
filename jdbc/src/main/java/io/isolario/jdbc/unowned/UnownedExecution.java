package io.isolario.jdbc.unowned;

import io.isolario.core.SandboxRegistry;
import io.isolario.core.UnownedAccess;
import io.isolario.jdbc.sql.Execution;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import io.isolario.jdbc.sql.SqlErrors;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Decides for each statement of unowned work whether it may write to the baseline or only reads it. */
final class UnownedExecution implements Execution {

    private final SandboxRegistry registry;
    private final ReadOnlyTransaction transaction;
    private final Execution writing;
    private final Execution reading;

    UnownedExecution(SandboxRegistry registry, ReadOnlyTransaction transaction, Execution writing, Execution reading) {
        this.registry = registry;
        this.transaction = transaction;
        this.writing = writing;
        this.reading = reading;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        if (registry.mode() != UnownedAccess.AUTO) {
            return reading.run(command, call);
        }
        if (!BaselineWriteExecution.mayWrite(command)) {
            return writing.run(command, call);
        }
        transaction.noteWrite();
        try {
            return writing.run(command, call);
        } finally {
            transaction.noteWrite(); // the baseline may have been frozen meanwhile
        }
    }

    /** The error of a write: what was refused, the state of the registry, the ways out. */
    static SQLException refusal(SandboxRegistry registry, String what, @Nullable SQLException cause) {
        registry.noteUnowned("a write was refused: " + what);
        return new SQLException(
                "Unowned write refused: " + what + ". " + registry.explainUnowned(), SqlErrors.READ_ONLY, cause);
    }

    @Override
    public String toString() {
        return "no sandbox yet: " + writing + "; later: " + reading;
    }
}
