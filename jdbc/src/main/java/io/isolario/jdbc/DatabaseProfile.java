package io.isolario.jdbc;

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
 */
record DatabaseProfile(Dialect dialect, DatabaseIdentity identity, String user, int isolationLevel) {

    static DatabaseProfile of(String dataSourceName, Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        Dialect dialect = dialect(dataSourceName, metaData.getDatabaseProductName());
        return new DatabaseProfile(
                dialect, dialect.identify(connection), metaData.getUserName(), connection.getTransactionIsolation());
    }

    private static Dialect dialect(String dataSourceName, String product) throws SQLException {
        return switch (product) {
            case "PostgreSQL" -> new PostgresDialect();
            case "H2" -> new H2Dialect();
            default ->
                throw SqlErrors.refused("DataSource \"" + dataSourceName + "\" leads to " + product
                        + ", which has no dialect: Isolario knows PostgreSQL and H2. Use one of them in tests, or leave this "
                        + "DataSource unwrapped (its data is then shared by all sandboxes).");
        };
    }
}
