package io.isolario.jdbc.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Keeps the time in a setting of the session, and reads it off the server's clock. */
public final class PostgresClock implements VirtualClock {

    private static final String SET = "select pg_catalog.set_config('isolario.now', %s, true)";
    // A form that every DateStyle and time zone reads alike.
    private static final String BEGAN = SET.formatted("to_char((clock_timestamp() - ? * interval '1 microsecond') "
            + "at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");
    private static final String AGAIN = SET.formatted("?");
    private static final String BEGAN_AGO =
            "SELECT to_char((clock_timestamp() - ? * interval '1 microsecond') at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
    private static final String AFTER_THE_LAST =
            SET.formatted("to_char(greatest(cast(? as timestamp with time zone), cast(nullif(current_setting("
                    + "'isolario.now', true), '') as timestamp with time zone) + interval '1 microsecond') "
                    + "at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");

    @Override
    public String expression() {
        return "cast(pg_catalog.current_setting('isolario.now') as timestamp with time zone)";
    }

    /**
     * A time of the past is known by a clock of ours: what the server's answer took must not make it later than it was, nor as early
     * as the transaction before.
     */
    @Override
    public String set(Connection physical, long nanosAgo) throws SQLException {
        if (nanosAgo == 0) {
            return asked(physical, BEGAN, 0L);
        }
        long asked = System.nanoTime();
        Instant noEarlier = Instant.parse(asked(physical, BEGAN_AGO, nanosAgo / 1000));
        String noLater = noEarlier
                .minusNanos(System.nanoTime() - asked)
                .truncatedTo(ChronoUnit.MICROS)
                .toString();
        return asked(physical, AFTER_THE_LAST, noLater);
    }

    private static String asked(Connection physical, String sql, Object parameter) throws SQLException {
        try (PreparedStatement statement = physical.prepareStatement(sql)) {
            statement.setObject(1, parameter);
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
