package io.isolario.jdbc.transaction;

import io.isolario.jdbc.sql.Execution;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Puts a command into the virtual transaction of its connection, or makes it stand alone in auto-commit mode. */
public final class TransactionalExecution implements Execution {

    private final VirtualConnection connection;

    TransactionalExecution(VirtualConnection connection) {
        this.connection = connection;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        TransactionSession session = connection.session();
        session.requireOuterTransaction(command);
        if (!connection.getAutoCommit()) {
            return runInTransaction(session, command, call);
        }
        return session.needsTransaction(command)
                ? runAsTransaction(session, command, call)
                : session.runStandAlone(command, call);
    }

    private <T extends @Nullable Object> T runInTransaction(
            TransactionSession session, SqlCommand command, SqlCall<T> call) throws SQLException {
        VirtualTransaction open = connection.transaction();
        if (open == null) {
            open = session.begin(connection.readOnly());
            connection.transaction(open);
        }
        return session.run(open, command, call);
    }

    /** In auto-commit mode, with something to be done at the commit. */
    private static <T extends @Nullable Object> T runAsTransaction(
            TransactionSession session, SqlCommand command, SqlCall<T> call) throws SQLException {
        VirtualTransaction own = session.begin(false);
        T result;
        try {
            result = session.run(own, command, call);
        } catch (SQLException failure) {
            session.rollbackAfter(failure, own);
            throw failure;
        }
        session.commit(own);
        return result;
    }

    @Override
    public String toString() {
        return "transactional";
    }
}
