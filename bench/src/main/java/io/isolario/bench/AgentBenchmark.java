package io.isolario.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the agent costs: a task of an executor and an element of a queue, in a JVM without the agent, in one with it outside every
 * sandbox, and inside one; its installation; and how soon a test hears that its work has ended, against polling for it.
 *
 * <p>The agent never leaves a JVM, so JVMs with and without it take turns. A figure is the median over the JVMs of their medians;
 * the noise is by how much the middle half of these differ.
 */
public final class AgentBenchmark {

    private static final int JVMS = 7;

    private final Map<String, List<Double>> figures = new TreeMap<>();

    private AgentBenchmark() {}

    /** Runs the benchmark and prints its figures. */
    public static void main(String[] arguments) throws Exception {
        int jvms = arguments.length == 0 ? JVMS : Integer.parseInt(arguments[0]);
        AgentBenchmark benchmark = new AgentBenchmark();
        for (int jvm = 0; jvm < jvms; jvm++) {
            for (AgentWorkload.Variant variant : AgentWorkload.Variant.values()) {
                benchmark.measureIn(variant);
            }
        }
        benchmark.print();
    }

    private void measureIn(AgentWorkload.Variant variant) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+EnableDynamicAgentLoading",
                        "-Disolario.agent=off",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AgentWorkload.class.getName(),
                        variant.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("The JVM of " + variant + " failed: " + output);
        }
        output.lines().map(line -> line.split(" ")).forEach(fields -> figures.computeIfAbsent(
                        fields[0], name -> new ArrayList<>())
                .add(Double.valueOf(fields[1])));
    }

    private void print() {
        figures.forEach((name, values) -> {
            line(name, median(values), unit(name));
            line(name + ".noise", noisePercent(values), "percent");
        });
        for (String work : List.of("task", "queue")) {
            double plain = figure(work + ".plain.ns");
            for (String where : List.of("outside", "outside.others-open", "inside", "inside.with-stack")) {
                line(work + "." + where + ".extra.ns", figure(work + "." + where + ".ns") - plain, "ns");
            }
        }
        line("awaitility-vs-quiescence.ratio", figure("awaitility.p50.us") / figure("quiescence.p50.us"), "ratio");
    }

    private double figure(String name) {
        List<Double> values = figures.get(name);
        if (values == null) {
            throw new IllegalStateException("Nothing was measured as " + name + ": there is " + figures.keySet());
        }
        return median(values);
    }

    private static String unit(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static void line(String name, double value, String unit) {
        System.out.printf(Locale.ROOT, "%s %.3f %s%n", name, value, unit);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static double noisePercent(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return 100 * (sorted.get(sorted.size() * 3 / 4) - sorted.get(sorted.size() / 4)) / median(values);
    }
}
