package io.isolario.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures several actions in turn, block by block, and keeps the time of every single call.
 *
 * <p>Figures are medians over all calls; the noise is the spread of the medians of the blocks, which shows how much the machine
 * itself varied during the run.
 */
final class Comparison {

    private final Map<String, Action> actions = new LinkedHashMap<>();
    private final Map<String, List<double[]>> blocks = new LinkedHashMap<>();
    private final PrintStream out;

    Comparison(PrintStream out) {
        this.out = out;
    }

    /** Something to measure. */
    @FunctionalInterface
    interface Action {
        void perform() throws Exception;

        /** Called before each block of calls, which does not measure it. */
        default void beginBlock() throws Exception {}

        /** Called after each block of calls. */
        default void endBlock() throws Exception {}
    }

    Comparison add(String name, Action action) {
        actions.put(name, action);
        blocks.put(name, new ArrayList<>());
        return this;
    }

    void measure(int warmUpBlocks, int measuredBlocks, int callsPerBlock) throws Exception {
        for (int block = -warmUpBlocks; block < measuredBlocks; block++) {
            for (Map.Entry<String, Action> action : actions.entrySet()) {
                action.getValue().beginBlock();
                double[] micros = micros(action.getValue(), callsPerBlock);
                action.getValue().endBlock();
                if (block >= 0) {
                    entry(action.getKey()).add(micros);
                }
            }
        }
    }

    private static double[] micros(Action action, int calls) throws Exception {
        double[] micros = new double[calls];
        for (int call = 0; call < calls; call++) {
            long started = System.nanoTime();
            action.perform();
            micros[call] = (System.nanoTime() - started) / 1e3;
        }
        return micros;
    }

    double median(String name) {
        return medianOf(entry(name).stream().flatMapToDouble(Arrays::stream).toArray());
    }

    /** Returns by how many per cent the middle half of the blocks differ. */
    double noisePercent(String name) {
        double[] medians =
                entry(name).stream().mapToDouble(Comparison::medianOf).sorted().toArray();
        double spread = medians[medians.length * 3 / 4] - medians[medians.length / 4];
        return 100 * spread / medianOf(medians);
    }

    void print(String name) {
        line(name + ".us", median(name), "us");
        line(name + ".noise", noisePercent(name), "percent");
    }

    /** Prints the median of the ratios of neighbouring blocks: the machine's speed may change from one to the next pair. */
    void printRatio(String ratio, String numerator, String denominator) {
        List<double[]> above = entry(numerator);
        List<double[]> below = entry(denominator);
        double[] ratios = new double[above.size()];
        for (int block = 0; block < ratios.length; block++) {
            ratios[block] = medianOf(above.get(block)) / medianOf(below.get(block));
        }
        line(ratio, medianOf(ratios), "ratio");
    }

    private void line(String name, double value, String unit) {
        out.printf(Locale.ROOT, "%s %.3f %s%n", name, value, unit);
    }

    private List<double[]> entry(String name) {
        List<double[]> entry = blocks.get(name);
        if (entry == null) {
            throw new IllegalArgumentException(
                    "Nothing called \"" + name + "\" was measured; there are " + blocks.keySet());
        }
        return entry;
    }

    private static double medianOf(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
