package io.isolario.jdbc.lane;

import io.isolario.jdbc.database.DatabaseAccess;
import java.sql.SQLException;

/** How a DataSource leads to its database, and how its pool lets go of that for the baseline to be frozen. Thread-safe. */
public interface LaneAccess extends DatabaseAccess {

    /** Returns what lets go of the baseline, and knows how connections to a lane are made. */
    PoolAdapter poolAdapter() throws SQLException;
}
