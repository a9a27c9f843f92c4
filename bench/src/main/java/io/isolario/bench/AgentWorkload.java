package io.isolario.bench;

import io.isolario.agent.AgentReport;
import io.isolario.agent.IsolarioAgent;
import io.isolario.core.SandboxRegistry;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** The program of each JVM of {@link AgentBenchmark}; prints a line for each figure. */
final class AgentWorkload {

    /** Timed as a whole. Waking a thread takes as long as hundreds of tasks, so with a thousand who wakes when would decide. */
    private static final int BURST = 20_000;

    private static final int WARM_UP_BLOCKS = 15;
    private static final int BLOCKS = 25;
    private static final int BURSTS_PER_BLOCK = 3;

    private final ExecutorService pool = Executors.newSingleThreadExecutor();
    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final Comparison comparison = new Comparison(System.out);

    private AgentWorkload() {}

    /** What a JVM measures. */
    enum Variant {
        PLAIN,
        ATTACHED
    }

    /** Runs one variant. */
    public static void main(String[] arguments) throws Exception {
        AgentWorkload workload = new AgentWorkload();
        Thread consumer = new Thread(workload::consume, "consumer");
        consumer.setDaemon(true);
        consumer.start();
        if (Variant.valueOf(arguments[0]) == Variant.PLAIN) {
            workload.measurePlain();
        } else {
            workload.measureAttached();
        }
        System.exit(0);
    }

    private void measurePlain() throws Exception {
        comparison.add("task.plain.ns", this::tasks);
        comparison.add("queue.plain.ns", this::elements);
        measureAsInALongRun();
        print("task.plain.ns", "queue.plain.ns");
    }

    private void measureAttached() throws Exception {
        AgentReport report = IsolarioAgent.attach();
        line("install.ms", report.attachTook().plus(report.weaveTook()).toNanos() / 1e6);
        line("install.weave.ms", report.weaveTook().toNanos() / 1e6);
        SandboxRegistry registry = SandboxRegistry.builder("benchmark").build();
        String[] names = new String[8];
        int i = 0;
        for (String work : new String[] {"task", "queue"}) {
            Comparison.Action action = work.equals("task") ? this::tasks : this::elements;
            names[i++] = work + ".outside.ns";
            comparison.add(work + ".outside.ns", action);
            names[i++] = work + ".outside.others-open.ns";
            comparison.add(work + ".outside.others-open.ns", new Sandboxed(registry, action, "0", false));
            names[i++] = work + ".inside.ns";
            comparison.add(work + ".inside.ns", new Sandboxed(registry, action, "0", true));
            names[i++] = work + ".inside.with-stack.ns";
            comparison.add(work + ".inside.with-stack.ns", new Sandboxed(registry, action, "all", true));
        }
        measureAsInALongRun();
        print(names);
        new QuiescenceLatency(registry, pool).measure(AgentWorkload::line);
    }

    /**
     * The pools and queues of an application are old, and G1 charges more for writing a young object into an old one. Left to
     * themselves they would become old sooner in the JVM that allocates more, and only that one would pay.
     */
    private void measureAsInALongRun() throws Exception {
        comparison.measure(WARM_UP_BLOCKS, 0, BURSTS_PER_BLOCK);
        System.gc();
        comparison.measure(0, BLOCKS, BURSTS_PER_BLOCK);
    }

    private void tasks() throws InterruptedException {
        burst(pool::execute);
    }

    private void elements() throws InterruptedException {
        burst(queue::add);
    }

    private static void burst(Consumer<Runnable> receiver) throws InterruptedException {
        CountDownLatch left = new CountDownLatch(BURST);
        for (int i = 0; i < BURST; i++) {
            receiver.accept(left::countDown);
        }
        left.await();
    }

    private void consume() {
        try {
            while (true) {
                queue.take().run();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void print(String... names) {
        for (String name : names) {
            line(name, comparison.median(name) * 1e3 / BURST);
        }
    }

    private static void line(String name, double value) {
        System.out.printf(Locale.ROOT, "%s %.3f%n", name, value);
    }
}
