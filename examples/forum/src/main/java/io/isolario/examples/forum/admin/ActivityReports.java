package io.isolario.examples.forum.admin;

import io.isolario.examples.forum.problem.ProblemException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reports of what happened in the rooms; once written they no longer change. */
@Service
class ActivityReports {

    record Line(String room, long messages) {}

    record Report(long id, long messages, long authors, List<Line> rooms) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    ActivityReports(JdbcClient jdbc, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.writing = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    Report write(Duration period) {
        return writing.execute(status -> {
            Instant now = clock.instant();
            Report report = read(insert(now, now.minus(period)));
            if (report.rooms().isEmpty()) {
                status.setRollbackOnly();
                throw ProblemException.unprocessable("nothing-to-report", "Nothing happened in that period.");
            }
            return report;
        });
    }

    Report find(long id) {
        return reading.execute(status -> read(id));
    }

    List<Long> list() {
        return reading.execute(status -> jdbc.sql("select id from activity_reports order by id")
                .query(Long.class)
                .list());
    }

    private long insert(Instant now, Instant since) {
        long id = jdbc.sql(
                        """
                        insert into activity_reports (created_at, since, messages, authors)
                        select ?, ?, count(*), count(distinct author_id) from messages where posted_at > ?
                        returning id
                        """)
                .params(Timestamp.from(now), Timestamp.from(since), Timestamp.from(since))
                .query(Long.class)
                .single();
        jdbc.sql(
                        """
                        insert into activity_report_lines (report_id, room, messages)
                        select ?, r.name, count(*) from messages m join rooms r on r.id = m.room_id
                        where m.posted_at > ? group by r.name
                        """)
                .params(id, Timestamp.from(since))
                .update();
        return id;
    }

    private Report read(long id) {
        List<Line> lines = jdbc.sql(
                        """
                        select room, messages from activity_report_lines
                        where report_id = ? order by messages desc, room
                        """)
                .param(id)
                .query(Line.class)
                .list();
        return jdbc.sql("select id, messages, authors from activity_reports where id = ?")
                .param(id)
                .query((row, number) -> new Report(id, row.getLong("messages"), row.getLong("authors"), lines))
                .optional()
                .orElseThrow(() -> ProblemException.notFound("report-unknown", "There is no report " + id + "."));
    }
}
