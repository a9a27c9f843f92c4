package io.isolario.junit;

import static io.isolario.junit.Fixtures.allSucceed;
import static io.isolario.junit.Fixtures.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

class ConcurrentExecutionTest {

    private static final int TESTS_THAT_MEET = 8;

    private static CountDownLatch allSandboxedTestsRun = new CountDownLatch(0);
    private static final AtomicInteger PLAIN_AT_ONCE = new AtomicInteger();
    private static final AtomicInteger HIGHEST_PLAIN_AT_ONCE = new AtomicInteger();
    private static final Set<Thread> PLAIN_THREADS = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void startAnew() {
        allSandboxedTestsRun = new CountDownLatch(TESTS_THAT_MEET);
        HIGHEST_PLAIN_AT_ONCE.set(0);
        PLAIN_THREADS.clear();
    }

    private static Map<String, String> defaults() {
        // A ForkJoinPool loses workers to classes that wait for their tests; there are enough left for those that meet.
        int processors = TESTS_THAT_MEET;
        return new ConcurrencyDefaults(new UserSettings(new Properties(), new Properties()), processors).missing();
    }

    private static void meet() throws InterruptedException {
        allSandboxedTestsRun.countDown();
        assertThat(allSandboxedTestsRun.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Sandboxed
    static class MethodsMeet {

        @Test
        void first() throws Exception {
            meet();
        }

        @Test
        void second() throws Exception {
            meet();
        }
    }

    @Sandboxed
    static class ClassesMeet {

        @Test
        void third() throws Exception {
            meet();
        }

        @Test
        void fourth() throws Exception {
            meet();
        }

        @Nested
        class NestedClassesMeet {

            @Test
            void fifth() throws Exception {
                meet();
            }

            @Test
            void sixth() throws Exception {
                meet();
            }
        }
    }

    @Sandboxed
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class TestsOfOneInstanceMeet {

        @Test
        void seventh() throws Exception {
            meet();
        }

        @Test
        void eighth() throws Exception {
            meet();
        }
    }

    @Test
    void letsMethodsAndClassesThatAreSandboxedOverlap() {
        allSucceed(
                run(defaults(), MethodsMeet.class, ClassesMeet.class, TestsOfOneInstanceMeet.class), TESTS_THAT_MEET);
    }

    abstract static class Plain {

        @Test
        void first() throws Exception {
            runsAlone();
        }

        @Test
        void second() throws Exception {
            runsAlone();
        }

        private static void runsAlone() throws Exception {
            HIGHEST_PLAIN_AT_ONCE.accumulateAndGet(PLAIN_AT_ONCE.incrementAndGet(), Math::max);
            PLAIN_THREADS.add(Thread.currentThread());
            // Leaves the others the time to overlap, and shows that sandboxed tests run beside this one.
            assertThat(allSandboxedTestsRun.await(30, TimeUnit.SECONDS)).isTrue();
            PLAIN_AT_ONCE.decrementAndGet();
        }
    }

    static class PlainOne extends Plain {}

    static class PlainTwo extends Plain {}

    @Test
    void keepsTestsThatAreNotSandboxedOneAfterAnotherBesideThoseThatAre() {
        allSucceed(
                run(
                        defaults(),
                        PlainOne.class,
                        MethodsMeet.class,
                        ClassesMeet.class,
                        PlainTwo.class,
                        TestsOfOneInstanceMeet.class),
                TESTS_THAT_MEET + 4);

        assertThat(HIGHEST_PLAIN_AT_ONCE).hasValue(1);
        assertThat(PLAIN_THREADS).hasSize(1);
    }
}
