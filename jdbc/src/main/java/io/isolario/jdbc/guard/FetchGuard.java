package io.isolario.jdbc.guard;

import java.sql.SQLException;

/** Says whether a driver may still fetch rows of a result set from the server. */
@FunctionalInterface
public interface FetchGuard {

    /** For result sets that the driver has read to the end, or whose connection is real. */
    FetchGuard NONE = () -> {};

    /**
     * Asks.
     *
     * @throws SQLException if the cursor ended with its transaction
     */
    void beforeFetch() throws SQLException;
}
