package io.isolario.jdbc.lane;

import io.isolario.jdbc.database.DatabaseAccess;
import java.sql.SQLException;
import java.util.List;

/** How a DataSource leads to its database, and how its pool lets go of that for the baseline to be frozen. Thread-safe. */
public interface LaneAccess extends DatabaseAccess {

    /** Returns what lets go of the baseline, and knows how connections to a lane are made. */
    PoolAdapter poolAdapter() throws SQLException;

    /** Returns who has connections of the pool outside of sandboxes now, each as text, for messages. */
    List<String> borrowers();

    /** Lets work outside of sandboxes wait for its next connection until {@link #release()}, for some seconds at most. */
    void hold();

    /** Ends one {@link #hold()}. */
    void release();
}
