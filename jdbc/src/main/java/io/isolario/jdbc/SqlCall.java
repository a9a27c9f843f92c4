package io.isolario.jdbc;

import java.sql.SQLException;

/** Something that talks to a database. */
@FunctionalInterface
interface SqlCall<T extends @org.jspecify.annotations.Nullable Object> {
    T call() throws SQLException;
}
