package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.testing.Torture;
import io.isolario.testing.TortureRun;
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
        run(TortureRun.exactly(20_000, 1));
    }

    @Test
    @Tag("torture")
    void eachUnitSeesItsSandboxAndQuiescenceIsExactInALongRun() throws Exception {
        run(Torture.AGENT_WORK.begin(20_000, 1_000_000));
    }

    private void run(TortureRun run) throws Exception {
        SandboxRegistry registry = SandboxRegistry.builder("torture").build();
        try (Forest forest = new Forest()) {
            List<Thread> tests = new ArrayList<>();
            for (int i = 0; i < SANDBOXES; i++) {
                Random random = new Random(run.seed() + i);
                String owner = "sandbox " + i + " of seed " + run.seed();
                Thread test = new Thread(() -> test(registry, forest, owner, random, run), owner);
                tests.add(test);
                test.start();
            }
            for (Thread test : tests) {
                test.join();
            }

            assertThat(wrong).isEmpty();
            assertThat(units).hasValueGreaterThanOrEqualTo(run.least());
            assertThat(forest.cancelled()).isPositive();
            assertThat(forest.unclean()).isEmpty();
        } finally {
            registry.close();
        }
    }

    /** Opens one sandbox after another until enough units have run. */
    private void test(SandboxRegistry registry, Forest forest, String owner, Random random, TortureRun run) {
        while (run.goesOn(units.get())) {
            Tree tree =
                    new Tree(forest, registry.open(SandboxOptions.builder(owner).build()), new AtomicLong());
            try (ManagedSandbox sandbox = tree.sandbox;
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
            units.addAndGet(tree.grown.get());
        }
    }

    /** The units of one sandbox. */
    private final class Tree {

        private final Forest forest;
        private final ManagedSandbox sandbox;
        private final AtomicLong growing;
        private final AtomicLong grown = new AtomicLong();

        Tree(Forest forest, ManagedSandbox sandbox, AtomicLong growing) {
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
            ManagedSandbox seen = ManagedSandbox.current().orElse(null);
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
