package io.isolario.jdbc.transaction;

import io.isolario.jdbc.sql.Execution;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Waits for the connection's turn, and keeps it while a virtual transaction is open. */
final class QueuedExecution implements Execution {

    private final VirtualConnection connection;
    private final Execution next;

    QueuedExecution(VirtualConnection connection, Execution next) {
        this.connection = connection;
        this.next = next;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        ConnectionQueue queue = connection.database().queue();
        Turn turn = queue.take(connection, command);
        connection.turn(turn);
        try {
            VirtualConnection abandoned = queue.takeAbandoned();
            if (abandoned != null) {
                abandoned.abandon();
            }
            return next.run(command, call);
        } finally {
            if (connection.transaction() == null) {
                connection.turn(null);
                queue.end(turn);
            } else {
                queue.pause(turn);
            }
        }
    }

    @Override
    public String toString() {
        return "queued > " + next;
    }
}
