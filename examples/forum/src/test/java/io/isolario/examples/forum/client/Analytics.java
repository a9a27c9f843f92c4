package io.isolario.examples.forum.client;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows that telemetry has written. */
public final class Analytics {

    private final JdbcClient jdbc;
    private final Literals literals;

    Analytics(JdbcClient jdbc, Literals literals) {
        this.jdbc = jdbc;
        this.literals = literals;
    }

    /** Returns every event in the order of writing, as kind, room, login and amount. */
    public List<String> events() {
        return rows("analytics_events", "x.id");
    }

    /** Returns every counter, as kind, room, login and amount. */
    public List<String> counters() {
        return rows("analytics_counters", "x.kind, r.name, a.login");
    }

    private List<String> rows(String table, String order) {
        return jdbc
                .sql("select x.kind || ' ' || r.name || ' ' || a.login || ' ' || x.amount from " + table
                        + " x join rooms r on r.id = x.room_id join accounts a on a.id = x.account_id order by "
                        + order)
                .query(String.class)
                .list()
                .stream()
                .map(literals::inside)
                .toList();
    }
}
