package io.isolario.doubles;

import static io.isolario.doubles.InSandbox.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.Configurable;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.ResourceSession;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import io.isolario.core.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code System.getProperty} tells in a sandbox that has configured a property. */
class SystemPropertyTest {

    private static final String KEY = "isolario.test.shop.mode";
    private static final int AT_ONCE = 16;
    private static final int ROUNDS = 500;

    private final SandboxRegistry registry = SandboxRegistry.builder("shop")
            .resource(SandboxResource.named("configuration", Configuration.class, Configuration::new))
            .build();
    private final ManagedSandbox sandbox = open("ana");

    /** The application's own configuration, which has nothing. */
    private record Configuration(ManagedSandbox sandbox) implements ResourceSession, Configurable {
        @Override
        public void configure(String key, String value) {}

        @Override
        public Optional<Mark> mark() {
            return Optional.of(Mark.NOTHING);
        }
    }

    private ManagedSandbox open(String owner) {
        return registry.open(SandboxOptions.builder(owner).build());
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void isItsOwnInEachSandbox() throws Exception {
        ManagedSandbox other = open("bob");
        sandbox.configure(KEY, "a");
        other.configure(KEY, "b");

        assertThat(call(sandbox, () -> System.getProperty(KEY))).isEqualTo("a");
        assertThat(call(sandbox, () -> System.getProperty(KEY, "default"))).isEqualTo("a");
        assertThat(call(other, () -> System.getProperty(KEY))).isEqualTo("b");
        assertThat(System.getProperty(KEY)).isNull();
        assertThat(System.getProperty(KEY, "default")).isEqualTo("default");
    }

    @Test
    void isSeenByWhatReadsNumbersAndFlags() throws Exception {
        sandbox.configure(KEY + ".number", "42");
        sandbox.configure(KEY + ".flag", "true");

        try (Scope scope = sandbox.enter()) {
            assertThat(Integer.getInteger(KEY + ".number", 1)).isEqualTo(42);
            assertThat(Long.getLong(KEY + ".number")).isEqualTo(42);
            assertThat(Boolean.getBoolean(KEY + ".flag")).isTrue();
        }
        assertThat(Integer.getInteger(KEY + ".number", 1)).isEqualTo(1);
        assertThat(Boolean.getBoolean(KEY + ".flag")).isFalse();
    }

    @Test
    void followsWorkToOtherThreads() throws Exception {
        sandbox.configure(KEY, "a");
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<String> inside;
            try (Scope scope = sandbox.enter()) {
                inside = CompletableFuture.supplyAsync(() -> System.getProperty(KEY), pool);
            }

            assertThat(inside.get()).isEqualTo("a");
            assertThat(pool.submit(() -> System.getProperty(KEY)).get()).isNull();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void isThatOfTheJvmAfterTheEndAndAReset() throws Exception {
        System.setProperty(KEY + ".kept", "of the JVM");
        try (Scope scope = sandbox.enter()) {
            sandbox.configure(KEY + ".kept", "a");
            assertThat(System.getProperty(KEY + ".kept")).isEqualTo("a");
            sandbox.reset();
            assertThat(System.getProperty(KEY + ".kept")).isEqualTo("of the JVM");

            sandbox.configure(KEY + ".kept", "b");
            sandbox.finish();
            assertThat(System.getProperty(KEY + ".kept")).isEqualTo("of the JVM");
        } finally {
            System.clearProperty(KEY + ".kept");
        }
    }

    @Test
    void goesBackToACheckpoint() throws Exception {
        sandbox.configure(KEY, "before");
        sandbox.checkpoint();
        sandbox.configure(KEY, "after");

        sandbox.reset();

        assertThat(call(sandbox, () -> System.getProperty(KEY))).isEqualTo("before");
    }

    @Test
    void isThatOfTheJvmForAClassThatIsInitialised() throws Exception {
        sandbox.configure(KEY, "a");

        assertThat(call(sandbox, () -> KeepsIt.MODE)).isEqualTo("none");
        assertThat(call(sandbox, KeepsIt::now)).isEqualTo("a");
    }

    /** Initialised by the test above, in its sandbox. */
    private static final class KeepsIt {

        static final String MODE = now();

        static String now() {
            return System.getProperty(KEY, "none");
        }
    }

    @Test
    void isThatOfTheJvmWhereTheJvmRunsOnIt() throws Exception {
        String directory = System.getProperty("java.io.tmpdir");

        sandbox.configure("java.io.tmpdir", "/nowhere");

        assertThat(call(sandbox, () -> System.getProperty("java.io.tmpdir"))).isEqualTo(directory);
    }

    @Test
    void leavesTheChecksOfTheMethodToIt() {
        sandbox.configure(KEY, "a");

        try (Scope scope = sandbox.enter()) {
            assertThatThrownBy(() -> System.getProperty("")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> System.getProperty(nothing())).isInstanceOf(NullPointerException.class);
        }
    }

    @SuppressWarnings("NullAway") // On purpose.
    private static String nothing() {
        return null;
    }

    @Test
    void isNotThatOfAnyOtherWithManySandboxesAtOnce() throws Exception {
        CyclicBarrier allOpen = new CyclicBarrier(AT_ONCE);
        ExecutorService testers = Executors.newFixedThreadPool(AT_ONCE);
        List<Future<?>> ends = new ArrayList<>();
        for (int number = 0; number < AT_ONCE; number++) {
            String tester = "tester " + number;
            ends.add(testers.submit(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    allOpen.await(60, TimeUnit.SECONDS);
                    seesItsOwn(tester + " round " + round);
                }
                return true;
            }));
        }
        for (Future<?> end : ends) {
            end.get(5, TimeUnit.MINUTES);
        }
        testers.shutdown();

        assertThat(System.getProperty(KEY)).isNull();
    }

    private void seesItsOwn(String value) throws Exception {
        try (ManagedSandbox own = open(value)) {
            own.configure(KEY, value);
            assertThat(call(own, () -> System.getProperty(KEY))).isEqualTo(value);
        }
    }
}
