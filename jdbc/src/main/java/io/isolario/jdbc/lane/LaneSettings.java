package io.isolario.jdbc.lane;

import java.time.Duration;

/**
 * What can be chosen about lanes.
 *
 * @param maxLanes how many lanes there are at most at once
 * @param leaseWait how long a sandbox waits for a lane when that many are taken
 * @param maxConnections how many connections one lane has at most
 * @param connectionWait how long a sandbox waits for a connection when it holds that many
 * @param warmConnections how many connections of a lane stay open from one sandbox to the next
 * @param copiedRows up to how many rows of the baseline a table is restored from a copy; larger ones by what changed
 * @param check whether each restore is compared with the template
 */
public record LaneSettings(
        int maxLanes,
        Duration leaseWait,
        int maxConnections,
        Duration connectionWait,
        int warmConnections,
        int copiedRows,
        boolean check) {

    /** The system property that switches the check mode on. */
    public static final String CHECK_PROPERTY = "isolario.lanes.check";

    /** The system property for the number of lanes at once. */
    public static final String MAX_LANES_PROPERTY = "isolario.lanes.max";

    /** The system property for the number of connections that one lane has at most. */
    public static final String MAX_CONNECTIONS_PROPERTY = "isolario.lanes.max-connections";

    /** The system property for the seconds that one statement of a restore may take. */
    public static final String RESTORE_SECONDS_PROPERTY = "isolario.lanes.restore-seconds";

    /** Returns how long one statement of a restore may take; a lane that takes longer is replaced. */
    static Duration longestRestore() {
        return Duration.ofSeconds(Integer.getInteger(RESTORE_SECONDS_PROPERTY, 20));
    }

    /** Returns what holds when nothing is chosen but by system properties. */
    public static LaneSettings defaults() {
        return new LaneSettings(
                Integer.getInteger(MAX_LANES_PROPERTY, 16),
                Duration.ofSeconds(60),
                Integer.getInteger(MAX_CONNECTIONS_PROPERTY, 20),
                Duration.ofSeconds(10),
                2,
                10,
                Boolean.getBoolean(CHECK_PROPERTY));
    }

    /** Returns these settings with another number of lanes and another wait for one. */
    public LaneSettings withLanes(int lanes, Duration wait) {
        return new LaneSettings(lanes, wait, maxConnections, connectionWait, warmConnections, copiedRows, check);
    }

    /** Returns these settings with another number of connections of a lane. */
    LaneSettings withConnections(int connections) {
        return new LaneSettings(maxLanes, leaseWait, connections, connectionWait, warmConnections, copiedRows, check);
    }

    /** Returns these settings with the check mode on or off. */
    public LaneSettings withCheck(boolean on) {
        return new LaneSettings(maxLanes, leaseWait, maxConnections, connectionWait, warmConnections, copiedRows, on);
    }
}
