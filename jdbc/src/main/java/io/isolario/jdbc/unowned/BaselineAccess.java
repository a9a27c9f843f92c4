package io.isolario.jdbc.unowned;

import io.isolario.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;

/** What connections for unowned work need of their DataSource. Thread-safe. */
public interface BaselineAccess {

    /** Returns the name of the DataSource, for messages. */
    String name();

    /**
     * Returns the dialect of the database behind a connection, without a statement on it. Asked only once sandboxes are open:
     * before, a DataSource need not have one.
     *
     * @throws SQLException if it has none
     */
    Dialect dialect(Connection connection) throws SQLException;

    /** Says that the baseline is about to be changed: lanes that were cloned before are out of date. */
    void noteWrite();
}
