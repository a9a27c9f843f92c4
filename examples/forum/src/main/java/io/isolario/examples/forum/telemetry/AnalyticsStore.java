package io.isolario.examples.forum.telemetry;

import io.isolario.examples.forum.telemetry.TelemetryEvent.Kind;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class AnalyticsStore {

    /** So many events of a kind, merged. */
    record Row(Kind kind, long roomId, long accountId, int amount, Instant at) {}

    private final JdbcTemplate jdbc;

    AnalyticsStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    public void add(List<Row> rows) {
        jdbc.batchUpdate(
                "insert into analytics_events (kind, room_id, account_id, amount, at) values (?, ?, ?, ?, ?)",
                rows.stream()
                        .map(row -> new Object[] {
                            row.kind().column(), row.roomId(), row.accountId(), row.amount(), Timestamp.from(row.at())
                        })
                        .toList());
        jdbc.batchUpdate(
                """
                insert into analytics_counters (kind, room_id, account_id, amount) values (?, ?, ?, ?)
                on conflict (kind, room_id, account_id) do update
                set amount = analytics_counters.amount + excluded.amount
                """,
                rows.stream()
                        .map(row -> new Object[] {row.kind().column(), row.roomId(), row.accountId(), row.amount()})
                        .toList());
    }

    @Transactional(readOnly = true)
    public Map<String, Long> countersOf(String room) {
        Map<String, Long> counters = new TreeMap<>();
        jdbc.query(
                """
                select c.kind, sum(c.amount) as amount
                from analytics_counters c join rooms r on r.id = c.room_id
                where r.name = ? group by c.kind
                """,
                row -> {
                    counters.put(row.getString("kind"), row.getLong("amount"));
                },
                room);
        return counters;
    }
}
