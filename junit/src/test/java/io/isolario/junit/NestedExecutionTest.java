package io.isolario.junit;

import static io.isolario.junit.Fixtures.allSucceed;
import static io.isolario.junit.Fixtures.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** JUnit's ForkJoinPool runs queued tests inside a test that joins, on its thread. */
class NestedExecutionTest {

    private static final Map<String, String> ONE_FORK_JOIN_WORKER = Map.of(
            ConcurrencyDefaults.ENABLED, "true",
            ConcurrencyDefaults.EXECUTOR_SERVICE, "fork_join_pool",
            ConcurrencyDefaults.STRATEGY, "fixed",
            ConcurrencyDefaults.PARALLELISM, "1",
            ConcurrencyDefaults.MAX_POOL_SIZE, "1");

    private static final ThreadLocal<Deque<ManagedSandbox>> RUNNING = ThreadLocal.withInitial(ArrayDeque::new);
    private static final AtomicInteger DEEPEST = new AtomicInteger();
    private static final AtomicInteger CLASSES_BEGUN_INSIDE_A_TEST = new AtomicInteger();

    @BeforeEach
    void forget() {
        DEEPEST.set(0);
        CLASSES_BEGUN_INSIDE_A_TEST.set(0);
    }

    abstract static class Joins {

        @Test
        void first(ManagedSandbox sandbox) {
            join(sandbox);
        }

        @Test
        void second(ManagedSandbox sandbox) {
            join(sandbox);
        }

        @Test
        void third(ManagedSandbox sandbox) {
            join(sandbox);
        }

        private static void join(ManagedSandbox sandbox) {
            Deque<ManagedSandbox> running = RUNNING.get();
            assertThat(running).doesNotContain(sandbox);
            running.push(sandbox);
            DEEPEST.accumulateAndGet(running.size(), Math::max);
            // Runs whatever JUnit has queued, as any join may.
            ForkJoinTask.helpQuiesce();
            assertThat(ManagedSandbox.current()).contains(sandbox);
            assertThat(running.pop()).isSameAs(sandbox);
        }

        @AfterEach
        void staysInItsSandbox(ManagedSandbox sandbox) {
            assertThat(ManagedSandbox.current()).contains(sandbox);
        }
    }

    private static void belongsToNoTest() {
        assertThat(ManagedSandbox.current()).isEmpty();
        if (!RUNNING.get().isEmpty()) {
            CLASSES_BEGUN_INSIDE_A_TEST.incrementAndGet();
        }
    }

    @Sandboxed
    static class One extends Joins {

        @BeforeAll
        static void beforeAll() {
            belongsToNoTest();
        }

        @AfterAll
        static void afterAll() {
            assertThat(ManagedSandbox.current()).isEmpty();
        }
    }

    @Sandboxed
    static class Two extends One {}

    @Sandboxed
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class Three extends One {

        Three() {
            belongsToNoTest();
        }
    }

    @Test
    void keepsEachTestInItsOwnSandbox() {
        allSucceed(run(ONE_FORK_JOIN_WORKER, One.class), 3);

        assertThat(DEEPEST).hasValue(3);
    }

    @Test
    void beginsClassesOutsideTheSandboxOfTheTestThatJoins() {
        allSucceed(run(ONE_FORK_JOIN_WORKER, One.class, Two.class, Three.class), 9);

        assertThat(DEEPEST).hasValueGreaterThan(3);
        assertThat(CLASSES_BEGUN_INSIDE_A_TEST).hasValueGreaterThan(0);
    }
}
