package io.isolario.agent;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import java.io.PrintStream;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * An application whose pools, timer and consumers wait for work before the agent is installed. It runs in its own JVM, as the agent is
 * installed once in a JVM. Prints a line for each way that is followed.
 */
final class LateAttachProgram {

    private final Sightings seen = new Sightings();
    private final ExecutorService pool = Executors.newSingleThreadExecutor();
    private final ThreadPoolExecutor scheduled = (ThreadPoolExecutor) Executors.newScheduledThreadPool(1);
    private final Timer timer = new Timer(true);
    private final BlockingQueue<String> linked = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> array = new ArrayBlockingQueue<>(10);
    private final BlockingQueue<String> priority = new PriorityBlockingQueue<>();
    private final BlockingQueue<String> deque = new LinkedBlockingDeque<>();
    private final PrintStream out;

    private LateAttachProgram(PrintStream out) {
        this.out = out;
    }

    /** Runs the program. */
    public static void main(String[] arguments) throws Exception {
        new LateAttachProgram(System.out).run();
        System.exit(0);
    }

    private void run() throws Exception {
        pool.submit(() -> {}).get();
        scheduled.submit(() -> {}).get();
        ForkJoinPool.commonPool().submit(() -> {}).get();
        timer.schedule(task(() -> {}), 0);
        awaitWaiting(start(linked));
        awaitWaiting(start(array));
        awaitWaiting(start(priority));
        awaitWaiting(start(deque));

        AgentReport report = IsolarioAgent.attach();
        out.println("way: " + report.way());
        out.println("same report: " + report.equals(IsolarioAgent.attach()));

        SandboxRegistry registry = SandboxRegistry.builder("shop").build();
        check(registry, "pool", () -> pool.execute(this::look));
        check(registry, "scheduled", () -> scheduled.execute(this::look));
        check(registry, "fork-join", () -> ForkJoinPool.commonPool().execute(this::look));
        check(registry, "timer", () -> timer.schedule(task(this::look), 1));
        check(registry, "linked", () -> linked.add("1"));
        check(registry, "array", () -> array.add("1"));
        check(registry, "priority", () -> priority.add("1"));
        check(registry, "deque", () -> deque.add("1"));
    }

    private void check(SandboxRegistry registry, String way, Runnable handOver) throws InterruptedException {
        for (int round = 0; round < 3; round++) {
            ManagedSandbox sandbox = registry.open(SandboxOptions.builder(way).build());
            try (Scope scope = sandbox.enter()) {
                handOver.run();
                sandbox.awaitQuiescence();
            }
            boolean own = sandbox.equals(seen.next().orElse(null));
            handOver.run();
            boolean clean = seen.next().isEmpty();
            out.println(way + ": " + own + " " + clean);
            sandbox.close();
        }
    }

    private void look() {
        seen.add(ManagedSandbox.current());
    }

    private Thread start(BlockingQueue<String> queue) {
        Thread consumer = new Thread(() -> {
            try {
                while (true) {
                    queue.take();
                    look();
                }
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        });
        consumer.setDaemon(true);
        consumer.start();
        return consumer;
    }

    private static TimerTask task(Runnable action) {
        return new TimerTask() {
            @Override
            public void run() {
                action.run();
            }
        };
    }

    private static void awaitWaiting(Thread thread) throws InterruptedException {
        while (thread.getState() != Thread.State.WAITING) {
            TimeUnit.MILLISECONDS.timedJoin(thread, 1);
        }
    }
}
