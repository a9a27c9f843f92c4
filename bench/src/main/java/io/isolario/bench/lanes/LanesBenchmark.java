package io.isolario.bench.lanes;

import io.isolario.postgres.ThrowawayPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a test costs that has a database of its own: a lane, leased, written to and given back; a clone, made and dropped; or one
 * database for all, truncated after each test. Prints medians of wall time; what is compared is measured in turns, as the speed of a
 * machine changes within seconds.
 */
public final class LanesBenchmark {

    private static final int[] TABLES = {10, 40, 200};
    private static final int USUAL_TABLES = 40;
    private static final int[] SEED_ROWS = {0, 1_000, 1_000_000};
    private static final int[] CHANGED_ROWS = {1, 100, 10_000};

    private static final int TURNS = 5;
    private static final int WARM_UPS = 1500;

    private final Map<String, List<Double>> millis = new LinkedHashMap<>();

    private LanesBenchmark() {}

    /** Runs the benchmark and prints its figures. */
    public static void main(String[] arguments) throws Exception {
        try (ThrowawayPostgres postgres = ThrowawayPostgres.start()) {
            new LanesBenchmark().run(postgres);
        }
    }

    private void run(ThrowawayPostgres postgres) throws SQLException {
        for (int tables : TABLES) {
            byNumberOfTables(postgres, tables);
        }
        for (int rows : SEED_ROWS) {
            bySeedRows(postgres, rows);
        }
        print("lane.cycle.ms", figure("lane.tables-" + USUAL_TABLES + ".cycle"), "ms");
        print("clone.cycle.ms", figure("clone.tables-" + USUAL_TABLES + ".file-copy.cycle"), "ms");
        print("truncate.cycle.ms", figure("truncate.tables-" + USUAL_TABLES + ".cycle"), "ms");
        ratio("clone-vs-lane.ratio", "clone.tables-" + USUAL_TABLES + ".file-copy.cycle", "lane.tables-40.cycle");
        ratio("truncate-vs-lane.ratio", "truncate.tables-" + USUAL_TABLES + ".cycle", "lane.tables-40.cycle");
        ratio("lane.tables-200-vs-10.ratio", "lane.tables-200.cycle", "lane.tables-10.cycle");
        ratio("lane.seed-1000000-vs-1000.ratio", "lane.seed-1000000.changed-1.cycle", "lane.seed-1000.changed-1.cycle");
    }

    private void byNumberOfTables(ThrowawayPostgres postgres, int tables) throws SQLException {
        String suffix = ".tables-" + tables;
        try (BenchmarkDatabase database = BenchmarkDatabase.create(postgres, "tables" + tables, tables, 50);
                BenchmarkDatabase truncated = BenchmarkDatabase.create(postgres, "truncated" + tables, tables, 50)) {
            repeat(WARM_UPS, database::laneCycle);
            repeat(5, truncated::truncateCycle);
            for (int turn = 0; turn < TURNS; turn++) {
                measure("lane" + suffix + ".cycle", 200, database::laneCycle);
                measure("clone" + suffix + ".file-copy.cycle", 4, () -> database.cloneCycle("file_copy"));
                measure(
                        "clone" + suffix + ".cloned-files.cycle",
                        4,
                        () -> database.cloneCycle("file_copy", "set file_copy_method = clone"));
                measure("clone" + suffix + ".wal-log.cycle", 4, () -> database.cloneCycle("wal_log"));
                measure("truncate" + suffix + ".cycle", 6, truncated::truncateCycle);
            }
        }
        printMedians(suffix);
    }

    private void bySeedRows(ThrowawayPostgres postgres, int rows) throws SQLException {
        try (BenchmarkDatabase database = BenchmarkDatabase.create(postgres, "seed" + rows, 10, rows)) {
            repeat(100, database::laneCycle);
            measure("lane.seed-" + rows + ".cycle", 500, database::laneCycle);
            for (int changed : CHANGED_ROWS) {
                if (changed <= rows) {
                    Cycle cycle = () -> database.laneCycleChanging(changed);
                    repeat(20, cycle);
                    measure("lane.seed-" + rows + ".changed-" + changed + ".cycle", changed > 1000 ? 20 : 200, cycle);
                }
            }
        }
        printMedians(".seed-" + rows + ".");
    }

    private interface Cycle {
        void run() throws SQLException;
    }

    private static void repeat(int times, Cycle cycle) throws SQLException {
        for (int i = 0; i < times; i++) {
            cycle.run();
        }
    }

    /** Adds to what was measured by that name before. */
    private void measure(String name, int times, Cycle cycle) throws SQLException {
        List<Double> all = millis.computeIfAbsent(name, first -> new ArrayList<>());
        for (int i = 0; i < times; i++) {
            long started = System.nanoTime();
            cycle.run();
            all.add((System.nanoTime() - started) / 1e6);
        }
    }

    private void printMedians(String part) {
        for (String name : millis.keySet()) {
            if (name.contains(part)) {
                print(name + ".p50", quantile(name, 0.5), "ms");
                print(name + ".p95", quantile(name, 0.95), "ms");
            }
        }
    }

    private double quantile(String name, double part) {
        List<Double> sorted = new ArrayList<>(millis.get(name));
        Collections.sort(sorted);
        return sorted.get((int) (sorted.size() * part));
    }

    private void ratio(String name, String dividend, String divisor) {
        print(name, figure(dividend) / figure(divisor), "x");
    }

    private double figure(String name) {
        if (!millis.containsKey(name)) {
            throw new IllegalStateException("Nothing was measured as " + name + ": there is " + millis.keySet());
        }
        return quantile(name, 0.5);
    }

    private static void print(String name, double value, String unit) {
        System.out.printf(Locale.ROOT, "%s %.3f %s%n", name, value, unit);
    }
}
