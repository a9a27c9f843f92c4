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

    private static final int FEW_TABLES = 10;
    private static final int USUAL_TABLES = 40;
    private static final int MANY_TABLES = 200;
    private static final int[] SEED_ROWS = {0, 1_000, 1_000_000};
    private static final int[] CHANGED_ROWS = {1, 100, 10_000};

    private static final int TURNS = 5;
    private static final int WARM_UPS = 500;

    private final Map<String, List<Double>> millis = new LinkedHashMap<>();

    private LanesBenchmark() {}

    /** Runs the benchmark and prints its figures. */
    public static void main(String[] arguments) throws Exception {
        try (ThrowawayPostgres postgres = ThrowawayPostgres.start()) {
            new LanesBenchmark().run(postgres);
        }
    }

    private void run(ThrowawayPostgres postgres) throws SQLException {
        byNumberOfTables(postgres);
        for (int rows : SEED_ROWS) {
            bySeedRows(postgres, rows);
        }
        print("lane.cycle.ms", figure("lane.tables-" + USUAL_TABLES + ".cycle"), "ms");
        print("clone.cycle.ms", figure("clone.tables-" + USUAL_TABLES + ".file-copy.cycle"), "ms");
        print("truncate.cycle.ms", figure("truncate.tables-" + USUAL_TABLES + ".cycle"), "ms");
        ratio(
                "clone-vs-lane.ratio",
                "clone.tables-" + USUAL_TABLES + ".file-copy.cycle",
                "lane.tables-" + USUAL_TABLES + ".cycle");
        ratio(
                "truncate-vs-lane.ratio",
                "truncate.tables-" + USUAL_TABLES + ".cycle",
                "lane.tables-" + USUAL_TABLES + ".cycle");
        ratio(
                "lane.tables-200-vs-10.ratio",
                "lane.tables-" + MANY_TABLES + ".cycle",
                "lane.tables-" + FEW_TABLES + ".cycle");
        ratio("lane.seed-1000000-vs-1000.ratio", "lane.seed-1000000.changed-1.cycle", "lane.seed-1000.changed-1.cycle");
    }

    private void byNumberOfTables(ThrowawayPostgres postgres) throws SQLException {
        try (Size few = Size.create(postgres, FEW_TABLES);
                Size usual = Size.create(postgres, USUAL_TABLES);
                Size many = Size.create(postgres, MANY_TABLES)) {
            List<Size> sizes = List.of(few, usual, many);
            for (Size size : sizes) {
                repeat(WARM_UPS, size.lanes()::laneCycle);
                repeat(5, size.truncated()::truncateCycle);
            }
            for (int turn = 0; turn < TURNS; turn++) {
                for (Size size : sizes) {
                    measure("lane" + size + ".cycle", 200, size.lanes()::laneCycle);
                }
                for (Size size : sizes) {
                    measureOthers(size);
                }
            }
            sizes.forEach(size -> printMedians(size.toString()));
        }
    }

    private void measureOthers(Size size) throws SQLException {
        BenchmarkDatabase database = size.lanes();
        measure("clone" + size + ".file-copy.cycle", 4, () -> database.cloneCycle("file_copy"));
        measure(
                "clone" + size + ".cloned-files.cycle",
                4,
                () -> database.cloneCycle("file_copy", "set file_copy_method = clone"));
        measure("clone" + size + ".wal-log.cycle", 4, () -> database.cloneCycle("wal_log"));
        measure("truncate" + size + ".cycle", 6, size.truncated()::truncateCycle);
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

    /** A database with lanes, and one to truncate, of so many tables; as text, the part of a figure's name that says so. */
    private record Size(int tables, BenchmarkDatabase lanes, BenchmarkDatabase truncated) implements AutoCloseable {

        static Size create(ThrowawayPostgres postgres, int tables) throws SQLException {
            BenchmarkDatabase lanes = BenchmarkDatabase.create(postgres, "tables" + tables, tables, 50);
            return new Size(tables, lanes, BenchmarkDatabase.create(postgres, "truncated" + tables, tables, 50));
        }

        @Override
        public void close() {
            lanes.close();
            truncated.close();
        }

        @Override
        public String toString() {
            return ".tables-" + tables;
        }
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
