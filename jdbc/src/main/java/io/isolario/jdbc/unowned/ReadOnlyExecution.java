package io.isolario.jdbc.unowned;

import io.isolario.core.SandboxRegistry;
import io.isolario.jdbc.dialect.Dialect;
import io.isolario.jdbc.sql.Execution;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import io.isolario.jdbc.sql.SqlErrors;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses the writes of unowned work, by the database's own word where it has one, and says who is asking. */
public final class ReadOnlyExecution implements Execution {

    /** What would lift the read-only mode from within. */
    private static final Set<String> MODES = Set.of("BEGIN", "START", "SET", "RESET", "DISCARD");

    private final Dialect dialect;
    private final SandboxRegistry registry;
    private final Execution next;

    ReadOnlyExecution(Dialect dialect, SandboxRegistry registry, Execution next) {
        this.dialect = dialect;
        this.registry = registry;
        this.next = next;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        boolean liftsMode =
                command.script().statements().stream().anyMatch(statement -> MODES.contains(statement.first()));
        boolean changesRows = command.text().startsWith(SqlCommand.ROW_CHANGE);
        boolean namesMode = command.text().toLowerCase(Locale.ROOT).contains("transaction_read_only");
        if (liftsMode || changesRows || namesMode || dialect.mayWrite(command.script())) {
            throw refusal(command, null);
        }
        try {
            return next.run(command, call);
        } catch (SQLException failure) {
            throw dialect.isReadOnlyViolation(failure) ? refusal(command, failure) : failure;
        }
    }

    private SQLException refusal(SqlCommand command, @Nullable SQLException cause) {
        return new SQLException(
                "Unowned write refused: " + command.quoted() + ". " + registry.explainUnowned(),
                SqlErrors.READ_ONLY,
                cause);
    }

    @Override
    public String toString() {
        return "readOnly > " + next;
    }
}
