package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Random trees of work in 64 sandboxes at a time. */
@ExtendWith(Attached.class)
class TortureTest {

    private static final int SANDBOXES = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong units = new AtomicLong();

    @Test
    void eachUnitSeesItsSandboxAndQuiescenceIsExactInAShortRun() throws Exception {
        run(20_000, 1);
    }

    @Test
    @Tag("torture")
    void eachUnitSeesItsSandboxAndQuiescenceIsExactInAMillionUnits() throws Exception {
        run(1_000_000, System.nanoTime());
    }

    private void run(int wanted, long seed) throws Exception {
        SandboxRegistry registry = SandboxRegistry.builder("torture").build();
        try (Forest forest = new Forest()) {
            List<Thread> tests = new ArrayList<>();
            for (int i = 0; i < SANDBOXES; i++) {
                Random random = new Random(seed + i);
                String owner = "seed " + (seed + i);
                Thread test = new Thread(() -> test(registry, forest, owner, random, wanted / SANDBOXES), owner);
                tests.add(test);
                test.start();
            }
            for (Thread test : tests) {
                test.join();
            }

            assertThat(wrong).isEmpty();
            assertThat(units).hasValueGreaterThanOrEqualTo(wanted - SANDBOXES);
            assertThat(forest.cancelled()).isPositive();
            assertThat(forest.unclean()).isEmpty();
        } finally {
            registry.close();
        }
    }

    /** Opens one sandbox after another until enough units have run. */
    private void test(SandboxRegistry registry, Forest forest, String owner, Random random, int wanted) {
        long done = 0;
        while (done < wanted) {
            Tree tree =
                    new Tree(forest, registry.open(SandboxOptions.builder(owner).build()), new AtomicLong());
            try (Sandbox sandbox = tree.sandbox;
                    Scope scope = sandbox.enter()) {
                for (int round = 0; round < 3; round++) {
                    for (int i = 0; i < 4; i++) {
                        tree.grow(random.nextLong(), 4);
                    }
                    sandbox.awaitQuiescence(PATIENCE);
                    tree.requireGrown();
                }
            } catch (RuntimeException | Error failure) {
                wrong.add(owner + ": " + failure);
                return;
            }
            done += tree.grown.get();
        }
        units.addAndGet(done);
    }

    /** The units of one sandbox. */
    private final class Tree {

        private final Forest forest;
        private final Sandbox sandbox;
        private final AtomicLong growing;
        private final AtomicLong grown = new AtomicLong();

        Tree(Forest forest, Sandbox sandbox, AtomicLong growing) {
            this.forest = forest;
            this.sandbox = sandbox;
            this.growing = growing;
        }

        void grow(long seed, int depth) {
            Random random = new Random(seed);
            int way = random.nextInt(1 << 20);
            if (forest.leadsNowhere(way)) {
                way++;
            }
            growing.incrementAndGet();
            forest.handOver(way, () -> unit(random, depth));
            if (random.nextInt(8) == 0) {
                forest.handOverAndCancel(random.nextInt(1 << 20), this::requireOwnSandbox);
            }
        }

        private void unit(Random random, int depth) {
            requireOwnSandbox();
            int children = depth == 0 ? 0 : random.nextInt(3);
            for (int i = 0; i < children; i++) {
                grow(random.nextLong(), depth - 1);
            }
            requireOwnSandbox();
            grown.incrementAndGet();
            growing.decrementAndGet();
        }

        private void requireOwnSandbox() {
            Sandbox seen = Sandbox.current().orElse(null);
            if (seen != sandbox) {
                wrong.add(Thread.currentThread().getName() + " is in " + seen + " and not in " + sandbox);
            }
        }

        private void requireGrown() {
            if (growing.get() != 0) {
                wrong.add(sandbox + ": quiescence came before the end of " + growing + " units");
            }
        }
    }
}
