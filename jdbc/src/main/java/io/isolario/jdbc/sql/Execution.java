package io.isolario.jdbc.sql;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Executes a command; each implementation adds one behaviour to the next. */
public interface Execution {

    <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException;

    /** Executes without adding anything: the end of every chain. */
    Execution DIRECT = new Execution() {
        @Override
        public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
            return call.call();
        }

        @Override
        public String toString() {
            return "direct";
        }
    };
}
