package io.isolario.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/** Row 8 of the catalogue: where a session keeps the time at which the current virtual transaction began. Stateless. */
public interface VirtualClock {

    /** Returns an expression of the type timestamp with time zone that reads the time. */
    String expression();

    /**
     * Sets the time.
     *
     * @param nanosAgo when the transaction began
     * @return the time, as {@link #set(Connection, String)} takes it
     */
    String set(Connection physical, long nanosAgo) throws SQLException;

    /** Sets the time again, after a rollback to a savepoint may have taken it away. */
    void set(Connection physical, String time) throws SQLException;
}
