package io.isolario.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Keeps the time in a setting of the session, and reads it off the server's clock. */
final class PostgresClock implements VirtualClock {

    private static final String SET = "select pg_catalog.set_config('isolario.now', %s, true)";
    // A form that every DateStyle and time zone reads alike.
    private static final String BEGAN = SET.formatted("to_char((clock_timestamp() - ? * interval '1 microsecond') "
            + "at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");
    private static final String AGAIN = SET.formatted("?");

    @Override
    public String expression() {
        return "cast(pg_catalog.current_setting('isolario.now') as timestamp with time zone)";
    }

    /** A time of the past is known by a clock of ours: what the server's answer took must not make it later than it was. */
    @Override
    public String set(Connection physical, long nanosAgo) throws SQLException {
        long asked = System.nanoTime();
        String time = setBegun(physical, nanosAgo);
        if (nanosAgo == 0) {
            return time;
        }
        String noLater = Instant.parse(time)
                .minusNanos(System.nanoTime() - asked)
                .truncatedTo(ChronoUnit.MICROS)
                .toString();
        set(physical, noLater);
        return noLater;
    }

    private static String setBegun(Connection physical, long nanosAgo) throws SQLException {
        try (PreparedStatement statement = physical.prepareStatement(BEGAN)) {
            statement.setLong(1, nanosAgo / 1000);
            return single(statement);
        }
    }

    @Override
    public void set(Connection physical, String time) throws SQLException {
        try (PreparedStatement statement = physical.prepareStatement(AGAIN)) {
            statement.setString(1, time);
            single(statement);
        }
    }

    private static String single(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
