package io.isolario.agent;

import io.isolario.core.ManagedSandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Ways to hand a unit of work from one thread to another; all sandboxes share them. */
final class Forest implements AutoCloseable {

    private final ExecutorService fixed = Executors.newFixedThreadPool(3);
    private final ExecutorService cached = Executors.newCachedThreadPool();
    private final ScheduledExecutorService scheduled = Executors.newScheduledThreadPool(2);
    private final ForkJoinPool forkJoin = new ForkJoinPool(3);
    private final Timer timer = new Timer("torture", true);
    private final BlockingQueue<Runnable> linked = new LinkedBlockingQueue<>();
    private final BlockingQueue<Runnable> array = new ArrayBlockingQueue<>(100_000);
    private final BlockingQueue<Ranked> priority = new PriorityBlockingQueue<>();
    private final BlockingQueue<Runnable> deque = new LinkedBlockingDeque<>();
    private final BlockingQueue<Runnable> transfer = new LinkedTransferQueue<>();
    private final BlockingQueue<Runnable> synchronous = new SynchronousQueue<>();
    private final BlockingQueue<Later> delay = new DelayQueue<>();
    private final List<ExecutorService> virtual = new ArrayList<>();
    private final List<Thread> consumers = new ArrayList<>();
    private final AtomicLong neverRun = new AtomicLong();

    Forest() throws ReflectiveOperationException {
        if (Runtime.version().feature() >= 21) {
            virtual.add((ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
        }
        consumers.add(new Thread(() -> consume(linked), "linked-consumer"));
        consumers.add(new Thread(() -> consume(array), "array-consumer"));
        consumers.add(new Thread(() -> consume(priority), "priority-consumer"));
        consumers.add(new Thread(() -> consume(deque), "deque-consumer"));
        consumers.add(new Thread(() -> consume(transfer), "transfer-consumer"));
        consumers.add(new Thread(() -> consume(synchronous), "synchronous-consumer"));
        consumers.add(new Thread(() -> consume(delay), "delay-consumer"));
        consumers.forEach(Thread::start);
    }

    /** Hands a unit over in the way with this number. */
    void handOver(int way, Runnable unit) {
        switch (way % 22) {
            case 0 -> fixed.execute(unit);
            case 1 -> cached.execute(unit);
            case 2 -> scheduled.execute(unit);
            case 3 -> expect(scheduled.schedule(unit, way % 3_000, TimeUnit.MICROSECONDS));
            case 4 -> forkJoin.execute(unit);
            case 5 -> expect(CompletableFuture.runAsync(unit, fixed).thenRunAsync(() -> {}, forkJoin));
            case 6 -> expect(CompletableFuture.runAsync(() -> {}).thenRun(unit));
            case 7 -> linked.add(unit);
            case 8 -> array.add(unit);
            case 9 -> timer.schedule(new UnitOfTimer(unit), way % 3);
            case 10 -> expect(forkJoin.submit(new Branch(unit)));
            case 11 -> virtual.forEach(executor -> executor.execute(unit));
            case 12 -> fixed.execute(new Failing(unit));
            case 13 -> IntStream.range(0, 64).parallel().filter(i -> i == 33).forEach(i -> unit.run());
            case 14 -> priority.add(new Ranked(way, unit));
            case 15 -> deque.add(unit);
            case 16 -> transfer.add(unit);
            case 17 -> handOverAtOnce(unit);
            case 18 -> delay.add(Later.in(way % 3, unit));
            case 19 -> linked.addAll(List.of(unit));
            case 20 -> transfer.offer(unit);
            default -> handOverOnce(way, unit);
        }
    }

    private void handOverAtOnce(Runnable unit) {
        // The consumer may hand over here itself.
        if (!synchronous.offer(unit)) {
            linked.add(unit);
        }
    }

    private void handOverOnce(int way, Runnable unit) {
        // Threads are expensive, so only a few are started.
        if (way % 16 == 0) {
            new Thread(unit).start();
        } else {
            fixed.execute(unit);
        }
    }

    /** Returns whether this way drops the unit on this JDK. */
    boolean leadsNowhere(int way) {
        return way % 22 == 11 && virtual.isEmpty();
    }

    /** Hands a unit over and cancels it at once. */
    void handOverAndCancel(int way, Runnable unit) {
        Future<?> future =
                switch (way % 3) {
                    case 0 -> fixed.submit(unit);
                    case 1 -> scheduled.schedule(unit, way % 50, TimeUnit.MILLISECONDS);
                    default -> forkJoin.submit(unit);
                };
        if (future.cancel(false)) {
            neverRun.incrementAndGet();
        }
    }

    long cancelled() {
        return neverRun.get();
    }

    /** Returns the threads of the pools that are in a sandbox while they run a task of none. */
    List<ManagedSandbox> unclean() throws Exception {
        List<ManagedSandbox> found = new ArrayList<>();
        for (ExecutorService executor : List.of(fixed, cached, scheduled, forkJoin, ForkJoinPool.commonPool())) {
            List<Future<List<ManagedSandbox>>> looks = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                looks.add(
                        executor.submit(() -> ManagedSandbox.current().stream().toList()));
            }
            for (Future<List<ManagedSandbox>> look : looks) {
                found.addAll(look.get(20, TimeUnit.SECONDS));
            }
        }
        return found;
    }

    @Override
    public void close() throws InterruptedException {
        consumers.forEach(Thread::interrupt);
        for (Thread consumer : consumers) {
            consumer.join(10_000);
        }
        timer.cancel();
        List<ExecutorService> all = new ArrayList<>(List.of(fixed, cached, scheduled, forkJoin));
        all.addAll(virtual);
        for (ExecutorService each : all) {
            each.shutdown();
            if (!each.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException(each + " does not end");
            }
        }
    }

    private static void consume(BlockingQueue<? extends Runnable> queue) {
        try {
            while (true) {
                queue.take().run();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static void expect(Object future) {
        if (!(future instanceof ScheduledFuture
                || future instanceof CompletableFuture
                || future instanceof ForkJoinTask)) {
            throw new IllegalStateException("not a future: " + future);
        }
    }

    private record Ranked(int rank, Runnable unit) implements Runnable, Comparable<Ranked> {

        @Override
        public void run() {
            unit.run();
        }

        @Override
        public int compareTo(Ranked other) {
            return Integer.compare(rank, other.rank);
        }
    }

    private record Later(long nanos, Runnable unit) implements Runnable, Delayed {

        static Later in(long millis, Runnable unit) {
            return new Later(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis), unit);
        }

        @Override
        public void run() {
            unit.run();
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    private static final class UnitOfTimer extends TimerTask {

        private final Runnable unit;

        UnitOfTimer(Runnable unit) {
            this.unit = unit;
        }

        @Override
        public void run() {
            unit.run();
        }
    }

    private static final class Branch extends RecursiveAction {

        private static final long serialVersionUID = 1L;
        private final transient Runnable unit;

        Branch(Runnable unit) {
            this.unit = unit;
        }

        @Override
        protected void compute() {
            ForkJoinTask<?> forked = ForkJoinTask.adapt(unit).fork();
            forked.join();
        }
    }

    private record Failing(Runnable unit) implements Runnable {

        @Override
        public void run() {
            unit.run();
            // Ends the worker without a message.
            Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {});
            throw new IllegalStateException("on purpose");
        }
    }
}
