package io.isolario.jdbc.transaction;

import io.isolario.core.JournalKind;
import io.isolario.core.Sandbox;
import io.isolario.jdbc.database.DatabaseAccess;
import io.isolario.jdbc.dialect.DeferrableConstraints;
import io.isolario.jdbc.dialect.Dialect;
import io.isolario.jdbc.dialect.SchemaLint;
import io.isolario.jdbc.sql.SqlCommand;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a session knows of the schema: that of the baseline, and what the sandbox has changed. Confined to the current {@link Turn}. */
final class SandboxSchema {

    private final Sandbox sandbox;
    private final DatabaseAccess dataSource;
    private final Dialect dialect;
    private @Nullable SchemaLint lint;
    private @Nullable DeferrableConstraints changed;

    SandboxSchema(Sandbox sandbox, DatabaseAccess dataSource, Dialect dialect) {
        this.sandbox = sandbox;
        this.dataSource = dataSource;
        this.dialect = dialect;
    }

    /** Returns the deferrable constraints; the first call in a sandbox tells what its schema does behind the statements. */
    DeferrableConstraints constraints(Connection physical) throws SQLException {
        DeferrableConstraints changedHere = changed;
        if (changedHere != null) {
            return changedHere;
        }
        SchemaLint known = lint;
        if (known == null) {
            known = dataSource.lint(physical, dialect);
            lint = known;
            known.findings().forEach(finding -> sandbox.journal().add(JournalKind.SQL, "differs here: " + finding));
        }
        return known.constraints();
    }

    /** Looks again when a statement may have changed the constraints. */
    void executed(SqlCommand command, Connection physical) throws SQLException {
        if (command.script().names("DEFERRABLE") || command.script().names("DEFERRED")) {
            changed = dialect.deferrableConstraints(physical);
        }
    }

    /** Looks again when a change may have been undone. */
    void undone(Connection physical) throws SQLException {
        if (changed != null) {
            changed = dialect.deferrableConstraints(physical);
        }
    }

    void reset() {
        changed = null;
    }
}
