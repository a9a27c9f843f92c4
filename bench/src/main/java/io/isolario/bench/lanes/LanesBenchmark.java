package io.isolario.bench.lanes;

import io.isolario.postgres.ThrowawayPostgres;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a test costs that has a database of its own: a lane, leased, written to and given back; a clone, made and dropped; or one
 * database for all, truncated after each test. Prints medians of wall time.
 */
public final class LanesBenchmark {

    private static final int[] TABLES = {10, 40, 200};
    private static final int USUAL_TABLES = 40;
    private static final int[] SEED_ROWS = {0, 1_000, 1_000_000};
    private static final int[] CHANGED_ROWS = {1, 100, 10_000};

    private final Map<String, Double> figures = new HashMap<>();

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
        try (BenchmarkDatabase database = BenchmarkDatabase.create(postgres, "tables" + tables, tables, 50)) {
            measure("lane.tables-" + tables + ".cycle", 300, 1000, database::laneCycle);
            database.closePool();
            measure("clone.tables-" + tables + ".file-copy.cycle", 3, 20, () -> database.cloneCycle("file_copy"));
            measure(
                    "clone.tables-" + tables + ".cloned-files.cycle",
                    3,
                    20,
                    () -> database.cloneCycle("file_copy", "set file_copy_method = clone"));
            measure("clone.tables-" + tables + ".wal-log.cycle", 3, 20, () -> database.cloneCycle("wal_log"));
        }
        try (BenchmarkDatabase database = BenchmarkDatabase.create(postgres, "truncated" + tables, tables, 50)) {
            measure("truncate.tables-" + tables + ".cycle", 5, 30, database::truncateCycle);
        }
    }

    private void bySeedRows(ThrowawayPostgres postgres, int rows) throws SQLException {
        try (BenchmarkDatabase database = BenchmarkDatabase.create(postgres, "seed" + rows, 10, rows)) {
            measure("lane.seed-" + rows + ".cycle", 100, 500, database::laneCycle);
            for (int changed : CHANGED_ROWS) {
                if (changed <= rows) {
                    measure(
                            "lane.seed-" + rows + ".changed-" + changed + ".cycle",
                            20,
                            changed > 1000 ? 20 : 200,
                            () -> database.laneCycleChanging(changed));
                }
            }
        }
    }

    private interface Cycle {
        void run() throws SQLException;
    }

    private void measure(String name, int warmUps, int times, Cycle cycle) throws SQLException {
        for (int i = 0; i < warmUps; i++) {
            cycle.run();
        }
        double[] millis = new double[times];
        for (int i = 0; i < times; i++) {
            long started = System.nanoTime();
            cycle.run();
            millis[i] = (System.nanoTime() - started) / 1e6;
        }
        Arrays.sort(millis);
        figures.put(name, millis[times / 2]);
        print(name + ".p50", millis[times / 2], "ms");
        print(name + ".p95", millis[(int) (times * 0.95)], "ms");
    }

    private void ratio(String name, String dividend, String divisor) {
        print(name, figure(dividend) / figure(divisor), "x");
    }

    private double figure(String name) {
        Double value = figures.get(name);
        if (value == null) {
            throw new IllegalStateException("Nothing was measured as " + name + ": there is " + figures.keySet());
        }
        return value;
    }

    private static void print(String name, double value, String unit) {
        System.out.printf(Locale.ROOT, "%s %.3f %s%n", name, value, unit);
    }
}
