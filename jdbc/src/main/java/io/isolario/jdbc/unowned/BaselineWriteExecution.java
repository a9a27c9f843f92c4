package io.isolario.jdbc.unowned;

import io.isolario.core.Isolation;
import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.jdbc.sql.Execution;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the sandboxes that have lanes when unowned work writes to the baseline beside them: their lanes were cloned before. */
final class BaselineWriteExecution implements Execution {

    private static final Logger LOG = LoggerFactory.getLogger(BaselineWriteExecution.class);
    private static final Set<String> READING = Set.of(
            "SELECT",
            "SHOW",
            "VALUES",
            "TABLE",
            "EXPLAIN",
            "SET",
            "RESET",
            "BEGIN",
            "START",
            "COMMIT",
            "ROLLBACK",
            "SAVEPOINT",
            "RELEASE");

    private final String dataSource;
    private final SandboxRegistry registry;
    private final Execution next;

    BaselineWriteExecution(String dataSource, SandboxRegistry registry, Execution next) {
        this.dataSource = dataSource;
        this.registry = registry;
        this.next = next;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        T result = next.run(command, call);
        List<ManagedSandbox> blind = registry.openSandboxes().stream()
                .filter(sandbox -> sandbox.isolation() == Isolation.DATABASE)
                .toList();
        if (!blind.isEmpty() && mayWrite(command)) {
            tell(command, blind);
        }
        return result;
    }

    /** Returns whether a command writes, for all that its first words tell. */
    static boolean mayWrite(SqlCommand command) {
        return command.isRowChange()
                || command.script().statements().stream().anyMatch(statement -> !READING.contains(statement.first()));
    }

    private void tell(SqlCommand command, List<ManagedSandbox> blind) {
        String thread = Thread.currentThread().getName();
        LOG.warn(
                "Unowned work on thread \"{}\" wrote to the baseline of DataSource \"{}\" ({}) while sandboxes with lanes are open, which"
                        + " do not see it: {}. The next sandbox that is opened when none is open sees it. To have it seen by a sandbox, do"
                        + " it in that sandbox (SandboxContext.wrap(..), sandbox.allow(thread)).",
                thread,
                dataSource,
                command.quoted(),
                blind);
        blind.forEach(sandbox -> sandbox.journal()
                .add(
                        JournalKind.SQL,
                        "not seen here: unowned work on thread \"" + thread + "\" wrote to the baseline: "
                                + command.quoted()));
    }

    @Override
    public String toString() {
        return "passedWrites > " + next;
    }
}
