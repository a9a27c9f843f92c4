package io.isolario.examples.forum.admin;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional(readOnly = true)
class StatisticsService {

    record Statistics(long accounts, long activeAccounts, long sessions, long rooms, long messages) {}

    private final JdbcClient jdbc;

    StatisticsService(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Statistics statistics() {
        Map<String, Object> counts = jdbc.sql(
                        """
                        select (select count(*) from accounts) as accounts,
                               (select count(*) from accounts where status = 'ACTIVE') as active,
                               (select count(*) from sessions) as sessions,
                               (select count(*) from rooms) as rooms,
                               (select count(*) from messages) as messages
                        """)
                .query()
                .singleRow();
        return new Statistics(
                (Long) counts.get("accounts"),
                (Long) counts.get("active"),
                (Long) counts.get("sessions"),
                (Long) counts.get("rooms"),
                (Long) counts.get("messages"));
    }
}
