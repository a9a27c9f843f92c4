package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sixty-four threads, each of which opens sandboxes and shares two pools with all others. */
@ExtendWith(NothingLeaks.class)
class SandboxRaceTest {

    private static final int THREADS = 64;
    private static final int SANDBOXES_EACH = 12;
    private static final int STEPS_EACH = 40;

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    private final ExecutorService drivers = Executors.newFixedThreadPool(THREADS);
    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
    private final ExecutorService pool = Executors.newFixedThreadPool(16, task -> {
        Thread thread = new Thread(task);
        workers.add(thread);
        return thread;
    });
    // Too small for the load: what it rejects must not count.
    private final ExecutorService rejecting =
            new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(4));
    private final ExecutorService propagating = SandboxContext.wrap(pool);
    private final ExecutorService propagatingRejecting = SandboxContext.wrap(rejecting);
    private final LongAdder seenRight = new LongAdder();
    private final LongAdder seenWrong = new LongAdder();
    private final LongAdder rejected = new LongAdder();

    @AfterEach
    void close() {
        drivers.shutdownNow();
        pool.shutdownNow();
        rejecting.shutdownNow();
        registry.close();
    }

    @Test
    void eachUnitSeesItsOwnSandboxAndEachPooledThreadIsCleanAfterwards() throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<Long>> results = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(4711L + i);
            results.add(drivers.submit(() -> drive(start, random)));
        }

        long units = 0;
        for (Future<Long> result : results) {
            units += result.get(30, TimeUnit.SECONDS);
        }

        assertThat(seenWrong.sum()).isZero();
        assertThat(seenRight.sum() + rejected.sum()).isEqualTo(units);
        assertThat(seenRight.sum()).isGreaterThan(THREADS * SANDBOXES_EACH);
        assertThat(registry.openSandboxes()).isEmpty();
        assertThat(registry.highestNumberAtOnce()).isBetween(2, THREADS);
        assertThat(ContextSlot.allowances()).isEmpty();
        assertThat(bindingsOfPooledThreads()).isNotEmpty().containsOnly(Optional.empty());
    }

    private long drive(CyclicBarrier start, Random random) throws Exception {
        start.await(10, TimeUnit.SECONDS);
        long units = 0;
        for (int i = 0; i < SANDBOXES_EACH; i++) {
            try (ManagedSandbox sandbox = registry.open(SandboxOptions.builder("driver")
                    .drainTimeout(Duration.ofSeconds(20))
                    .build())) {
                for (int step = 0; step < STEPS_EACH; step++) {
                    step(sandbox, random.nextInt(6));
                    units++;
                }
                sandbox.awaitQuiescence();
                assertThat(sandbox.pendingWork()).isEmpty();
            }
            assertThat(ManagedSandbox.current()).isEmpty();
        }
        return units;
    }

    private void step(ManagedSandbox sandbox, int kind) throws Exception {
        switch (kind) {
            case 0 -> submitFromScope(sandbox, propagating);
            case 1 -> submitFromScope(sandbox, propagatingRejecting);
            case 2 -> pool.execute(sandbox.wrap(() -> look(sandbox)));
            case 3 -> sandbox.wrap((java.util.concurrent.Executor) pool).execute(() -> look(sandbox));
            case 4 -> nest(sandbox);
            default -> allowThread(sandbox);
        }
    }

    private void submitFromScope(ManagedSandbox sandbox, ExecutorService executor) {
        try (Scope scope = sandbox.enter()) {
            executor.execute(() -> look(sandbox));
        } catch (java.util.concurrent.RejectedExecutionException full) {
            rejected.increment();
        }
    }

    private void nest(ManagedSandbox sandbox) throws Exception {
        try (Scope outer = sandbox.enter()) {
            try (Scope detached = Scope.detached()) {
                Callable<Optional<ManagedSandbox>> outside = SandboxContext.wrap(ManagedSandbox::current);
                try (Scope inner = sandbox.enter()) {
                    if (outside.call().isPresent()) {
                        seenWrong.increment();
                    }
                }
            }
            look(sandbox);
        }
    }

    private void allowThread(ManagedSandbox sandbox) throws Exception {
        Thread thread = new Thread(() -> look(sandbox));
        try (Allowance allowance = sandbox.allow(thread)) {
            thread.start();
            thread.join(10_000);
        }
    }

    private void look(ManagedSandbox expected) {
        boolean right =
                ManagedSandbox.current().filter(actual -> actual == expected).isPresent();
        (right ? seenRight : seenWrong).increment();
    }

    /** Looks from every thread of the pool: each look waits for the others, so that no thread can look twice. */
    private List<Optional<ManagedSandbox>> bindingsOfPooledThreads() throws Exception {
        CyclicBarrier all = new CyclicBarrier(workers.size());
        List<Callable<Optional<ManagedSandbox>>> looks = new ArrayList<>();
        for (int i = 0; i < workers.size(); i++) {
            looks.add(() -> {
                all.await(10, TimeUnit.SECONDS);
                return ManagedSandbox.current();
            });
        }
        List<Optional<ManagedSandbox>> bindings = new ArrayList<>();
        for (Future<Optional<ManagedSandbox>> look : pool.invokeAll(looks)) {
            bindings.add(look.get());
        }
        return bindings;
    }
}
