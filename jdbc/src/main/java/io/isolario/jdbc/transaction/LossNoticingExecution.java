package io.isolario.jdbc.transaction;

import io.isolario.jdbc.sql.Execution;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Notices when a failure took the physical connection with it, so that nothing goes on with an empty transaction. */
final class LossNoticingExecution implements Execution {

    private final PhysicalConnection physical;
    private final Execution next;

    LossNoticingExecution(PhysicalConnection physical, Execution next) {
        this.physical = physical;
        this.next = next;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        try {
            return next.run(command, call);
        } catch (SQLException failure) {
            physical.checkLost(failure);
            throw failure;
        }
    }

    @Override
    public String toString() {
        return "lossNoticing > " + next;
    }
}
