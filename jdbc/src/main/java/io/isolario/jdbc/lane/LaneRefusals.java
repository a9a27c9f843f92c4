package io.isolario.jdbc.lane;

import io.isolario.core.RefusalException;
import io.isolario.jdbc.sql.SqlErrors;
import java.sql.SQLException;
import java.util.List;

/** Says why a thread gets no connection to a lane, and what else cannot be had of one. */
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

    /** Somebody has ended the session that looks after the lane. */
    SQLException notOwned(String holder) {
        return SqlErrors.closed("Sandbox " + holder + " got no connection to its lane " + database
                + ": the session by which Isolario looks after the lane was ended (pg_terminate_backend with all "
                + "sessions of the database, or a stop of the server), so what is in the lane cannot be put back. The "
                + "sandbox ends with this failure; others have lanes of their own.");
    }

    static IllegalStateException openTransaction(String lane, List<String> late) {
        return new IllegalStateException("Lane " + lane
                + " cannot be reset while a transaction is open in it (server processes " + late
                + "). Commit it, roll it back or close its connection first.");
    }

    static RefusalException notHandedOn(String lane, List<String> obstacles) {
        return new RefusalException("What was done in lane " + lane
                + " cannot be handed on to other lanes, because of: " + obstacles
                + ". Rows can. Ways out: define things in migrations, or in SandboxRegistry.runOnBaseline(..) before the "
                + "first test, or do it in each test.");
    }

    static String keeperLost(String holder, String lane) {
        return "Sandbox " + holder + " lost the session by which Isolario looks after its lane " + lane
                + ": somebody has ended it (pg_terminate_backend with all sessions of the database), or its server process "
                + "does not answer. The lane was not given to another sandbox and is dropped. Ways out: end the sessions of the "
                + "application only (WHERE application_name <> 'isolario keeper'), or by their process ids.";
    }

    static String takenOver(String holder, String lane) {
        return "Sandbox " + holder + " lost its lane " + lane
                + " to another process: somebody has ended all sessions of Isolario on the server, and what the sandbox did "
                + "since may have met data of others. End sessions by their process ids.";
    }
}
