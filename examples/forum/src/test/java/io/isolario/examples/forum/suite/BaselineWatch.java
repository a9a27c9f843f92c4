package io.isolario.examples.forum.suite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Remembers every row of the database as migrations and seeds left it, and tells what differs from that later. */
public final class BaselineWatch {

    // Set when the application is ready, before the first test; read when the suite has ended.
    private static final AtomicReference<BaselineWatch> OF_THIS_SUITE = new AtomicReference<>();

    private final JdbcClient pool;
    private volatile Map<String, List<String>> baseline = Map.of();

    public BaselineWatch(DataSource dataSource) throws SQLException {
        // Below the sandboxes: what is really in the database.
        this.pool = JdbcClient.create(dataSource.unwrap(com.zaxxer.hikari.HikariDataSource.class));
    }

    public static Optional<BaselineWatch> ofThisSuite() {
        return Optional.ofNullable(OF_THIS_SUITE.get());
    }

    @EventListener(ApplicationReadyEvent.class)
    void remember() {
        baseline = rows();
        OF_THIS_SUITE.set(this);
    }

    public int tables() {
        return baseline.size();
    }

    /** Returns each row that is there now and was not, or was and is not, with its table. */
    public List<String> differences() {
        Map<String, List<String>> now = rows();
        List<String> differences = new ArrayList<>();
        now.forEach((table, rows) -> differences.addAll(missing(table + " has gained ", rows, baseline.get(table))));
        baseline.forEach((table, rows) -> differences.addAll(missing(table + " has lost ", rows, now.get(table))));
        return differences;
    }

    private static List<String> missing(String prefix, List<String> rows, List<String> others) {
        List<String> missing = new ArrayList<>(rows);
        if (others != null) {
            others.forEach(missing::remove);
        }
        return missing.stream().map(row -> prefix + row).toList();
    }

    private Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new TreeMap<>();
        pool.sql(
                        "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'")
                .query(String.class)
                .list()
                .forEach(table -> rows.put(
                        table,
                        pool.sql("select t::text from \"" + table + "\" t order by 1")
                                .query(String.class)
                                .list()));
        return rows;
    }
}
