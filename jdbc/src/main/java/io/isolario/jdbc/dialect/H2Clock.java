package io.isolario.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** Keeps the time in a variable of the session; H2 reads its clock when a transaction first asks for it. */
final class H2Clock implements VirtualClock {

    @Override
    public String expression() {
        return "cast(@isolario_now as timestamp(9) with time zone)";
    }

    @Override
    public String set(Connection physical, long nanosAgo) throws SQLException {
        String time = Instant.now().toString().replace('T', ' ').replace("Z", "+00");
        set(physical, time);
        return time;
    }

    @Override
    public void set(Connection physical, String time) throws SQLException {
        PostgresDialect.execute(physical, "set @isolario_now = timestamp with time zone '" + time + "'");
    }
}
