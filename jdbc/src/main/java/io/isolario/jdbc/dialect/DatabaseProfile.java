package io.isolario.jdbc.dialect;

import io.isolario.jdbc.sql.SqlErrors;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/**
 * What is known of the database behind a DataSource; found out once, on its first sandboxed use.
 *
 * @param dialect how to talk to it
 * @param identity which one it is
 * @param user whom the connections log in as
 * @param isolationLevel the level of its transactions, a constant of {@link Connection}
 * @param autoCommit the auto-commit mode in which the pool hands its connections out
 */
public record DatabaseProfile(
        Dialect dialect, DatabaseIdentity identity, String user, int isolationLevel, boolean autoCommit) {

    public static DatabaseProfile of(String dataSourceName, Connection connection) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        DatabaseMetaData metaData = connection.getMetaData();
        Dialect dialect = dialectOf(dataSourceName, connection);
        return new DatabaseProfile(
                dialect,
                dialect.identify(connection),
                metaData.getUserName(),
                connection.getTransactionIsolation(),
                autoCommit);
    }

    /**
     * Returns how to talk to the database behind a connection, without a statement on it.
     *
     * @throws SQLException if there is no dialect for it
     */
    public static Dialect dialectOf(String dataSourceName, Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "PostgreSQL" -> new PostgresDialect();
            case "H2" -> new H2Dialect();
            case "MariaDB" -> new MariaDbDialect();
            default ->
                throw SqlErrors.refused("DataSource \"" + dataSourceName + "\" leads to " + product
                        + ", which has no dialect: Isolario knows PostgreSQL, H2 and MariaDB. Ways out: one of them in tests; or leave "
                        + "this DataSource unwrapped, with Spring by isolario.accept=" + dataSourceName
                        + " (its data is then shared by all sandboxes).");
        };
    }
}
