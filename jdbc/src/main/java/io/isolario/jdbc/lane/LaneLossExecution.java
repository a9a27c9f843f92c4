package io.isolario.jdbc.lane;

import io.isolario.jdbc.sql.Execution;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Says which lane and which sandbox it was when a statement fails because its connection is gone. */
final class LaneLossExecution implements Execution {

    private final LaneConnection connection;
    private final Execution next;

    LaneLossExecution(LaneConnection connection, Execution next) {
        this.connection = connection;
        this.next = next;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        try {
            return next.run(command, call);
        } catch (SQLException failure) {
            throw connection.explainLoss(failure);
        }
    }

    @Override
    public String toString() {
        return "laneLoss > " + next;
    }
}
