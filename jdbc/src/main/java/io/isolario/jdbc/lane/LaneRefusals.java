package io.isolario.jdbc.lane;

import io.isolario.jdbc.sql.SqlErrors;
import java.sql.SQLException;

/** Says why a thread gets no connection to a lane. */
record LaneRefusals(String database, LaneSettings settings) {

    /** The sandbox has as many as there are. */
    SQLException exhausted(String holder) {
        return SqlErrors.timeout(
                "Sandbox " + holder + " holds all " + settings.maxConnections() + " connections of its lane " + database
                        + ", and none was closed within "
                        + settings.connectionWait().toMillis()
                        + " ms. Close connections when they are no longer used, or allow more "
                        + "(-D" + LaneSettings.MAX_CONNECTIONS_PROPERTY + "=n).",
                null);
    }

    SQLException interrupted(String holder, InterruptedException cause) {
        return SqlErrors.timeout(
                "Interrupted while waiting for a connection to lane " + database + " of sandbox " + holder + ".",
                cause);
    }

    /** The lane has another sandbox. */
    SQLException gone(String holder) {
        return SqlErrors.closed("Sandbox " + holder + " ended while a thread of it waited for a connection to its lane "
                + database + ": the lane is not its own any more, and it gets none.");
    }
}
