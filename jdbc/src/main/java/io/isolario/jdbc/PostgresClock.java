package io.isolario.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

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

    @Override
    public String set(Connection physical, long nanosAgo) throws SQLException {
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
