package io.isolario.jdbc.sql;

import java.sql.SQLException;

/** Something that talks to a database. */
@FunctionalInterface
public interface SqlCall<T extends @org.jspecify.annotations.Nullable Object> {
    T call() throws SQLException;
}
