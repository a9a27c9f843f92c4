package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeaks.class)
class OpeningTest {

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final RecordingSession db = new RecordingSession("db", calls);
    private final RecordingSession stubs = new RecordingSession("stubs", calls);
    private final RecordingSession logs = new RecordingSession("logs", calls);
    private final SandboxRegistry registry = SandboxRegistry.builder("shop")
            .resource(db.resource())
            .resource(stubs.resource())
            .resource(logs.resource())
            .build();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void resourcesOpenInTheOrderInWhichTheyWereAdded() {
        open();

        assertThat(calls).containsExactly("db open", "stubs open", "logs open");
    }

    @Test
    void openingRunsInNoSandbox() {
        ManagedSandbox ana = open();
        AtomicReference<Optional<ManagedSandbox>> seen = new AtomicReference<>(Optional.of(ana));
        db.at("open", () -> {
            seen.set(ManagedSandbox.current());
            return true;
        });

        try (Scope scope = ana.enter()) {
            open();

            assertThat(ManagedSandbox.current()).containsSame(ana);
        }

        assertThat(seen.get()).isEmpty();
    }

    @Test
    void failedOpeningReleasesInReverseWhatWasOpened() {
        logs.failingAt("open");

        assertThatThrownBy(this::open)
                .isInstanceOf(SandboxOpeningException.class)
                .hasMessageMatching("Sandbox \"ana\" \\([0-9a-f]{8}\\) was not opened: \\Qresource \"logs\" failed: "
                        + "java.lang.IllegalStateException: logs fails at open. Opened before it and released again: "
                        + "[db, stubs].\\E")
                .hasRootCauseMessage("logs fails at open")
                .hasNoSuppressedExceptions();

        assertThat(calls).containsExactly("db open", "stubs open", "logs open", "stubs release", "db release");
    }

    @Test
    void failedOpeningReportsResourcesThatCouldNotBeReleased() {
        logs.failingAt("open");
        stubs.failingAt("release");

        assertThatExceptionOfType(SandboxOpeningException.class)
                .isThrownBy(this::open)
                .withMessageEndingWith("Opened before it and released again: [db, stubs]. Releasing failed (see the "
                        + "suppressed exceptions): [stubs].")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("stubs fails at release"));

        assertThat(calls).endsWith("stubs release", "db release");
    }

    @Test
    void failedOpeningLeavesNothingInTheRegistry() {
        List<SandboxId> ids = new CopyOnWriteArrayList<>();
        SandboxResource<RecordingSession> failing = SandboxResource.named("db", RecordingSession.class, sandbox -> {
            ids.add(sandbox.id());
            throw new IllegalStateException("no such host");
        });
        try (SandboxRegistry broken =
                SandboxRegistry.builder("broken").resource(failing).build()) {

            assertThatThrownBy(() -> broken.open(SandboxOptions.builder("ana").build()))
                    .hasMessageMatching("Sandbox \"ana\" \\([0-9a-f]{8}\\) was not opened: \\Qresource \"db\" failed: "
                            + "java.lang.IllegalStateException: no such host. Opened before it and released again: "
                            + "[].\\E");

            assertThat(broken.openSandboxes()).isEmpty();
            assertThat(broken.highestNumberAtOnce()).isZero();
            assertThatThrownBy(() -> broken.find(ids.get(0)))
                    .isInstanceOf(UnknownSandboxException.class)
                    .hasMessage(
                            "No sandbox " + ids.get(0) + " in application \"broken\": it was never opened here, or the "
                                    + "application was restarted since. Open a sandbox first (POST /isolario/sandboxes, or "
                                    + "SandboxRegistry.open).");
        }
    }

    @Test
    void sandboxIsNotFoundUntilAllItsResourcesAreOpen() throws Exception {
        CountDownLatch inOpen = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        logs.at("open", () -> {
            inOpen.countDown();
            return goOn.await(10, TimeUnit.SECONDS);
        });
        FutureTask<ManagedSandbox> opening = new FutureTask<>(this::open);
        new Thread(opening, "opener").start();
        assertThat(inOpen.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(registry.openSandboxes()).isEmpty();
        assertThatThrownBy(() -> registry.runOnBaseline(() -> true)).isInstanceOf(RefusalException.class);

        goOn.countDown();
        ManagedSandbox opened = opening.get(10, TimeUnit.SECONDS);
        assertThat(registry.openSandboxes()).containsExactly(opened);
    }

    @Test
    void openingUndoesEverythingWhenTheRegistryClosesMeanwhile() {
        stubs.at("open", () -> {
            registry.close();
            return true;
        });

        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("Registry \"shop\" was closed: no sandbox can be opened for \"ana\" "
                        + "\\([0-9a-f]{8}\\)\\. Open sandboxes while the application runs\\.");

        assertThat(calls).contains("db release", "stubs release", "logs release");
        assertThat(registry.openSandboxes()).isEmpty();
    }

    @Test
    void refusalOfAResourceIsThrownUnchanged() {
        RefusalException refusal = new RefusalException("Isolation DATABASE was refused.");
        SandboxRegistry registry = SandboxRegistry.builder("refusing")
                .resource(SandboxResource.named("refusing", ResourceSession.class, sandbox -> {
                    throw refusal;
                }))
                .build();

        assertThatThrownBy(() -> registry.open(SandboxOptions.builder("refused").build()))
                .isSameAs(refusal);
        assertThat(registry.openSandboxes()).isEmpty();
        registry.close();
    }

    @Test
    void resourcesReserveAfterAllOfThemAreOpen() {
        registry.open(
                SandboxOptions.builder("ana").reserving(Duration.ofSeconds(1)).build());

        assertThat(calls)
                .containsExactly("db open", "stubs open", "logs open", "db reserve", "stubs reserve", "logs reserve");
    }

    @Test
    void lackOfCapacityIsThrownUnchanged() {
        CapacityExceededException taken =
                new CapacityExceededException("All 2 are taken.", new IllegalStateException("taken"));
        stubs.at("reserve", () -> {
            throw taken;
        });

        assertThatThrownBy(() -> registry.open(
                        SandboxOptions.builder("ana").reserving(Duration.ZERO).build()))
                .isSameAs(taken);

        assertThat(calls).endsWith("stubs reserve", "logs release", "stubs release", "db release");
        assertThat(registry.openSandboxes()).isEmpty();
    }

    @Test
    void failureToReserveNamesTheResource() {
        logs.failingAt("reserve");

        assertThatThrownBy(() -> registry.open(
                        SandboxOptions.builder("ana").reserving(Duration.ZERO).build()))
                .isInstanceOf(SandboxOpeningException.class)
                .hasMessageEndingWith("was not opened: resource \"logs\" failed: java.lang.IllegalStateException: logs"
                        + " fails at reserve. Opened before it and released again: [db, stubs].");
    }

    @Test
    void resourcesShareOneTimeoutWhenTheyReserve() {
        List<Duration> patience = new CopyOnWriteArrayList<>();
        SandboxResource<ResourceSession> first = reserving("first", patience);
        SandboxResource<ResourceSession> second = reserving("second", patience);
        try (SandboxRegistry both =
                SandboxRegistry.builder("both").resource(first).resource(second).build()) {
            both.open(SandboxOptions.builder("ana")
                    .reserving(Duration.ofMillis(20))
                    .build());
        }

        assertThat(patience).hasSize(2);
        assertThat(patience.get(0)).isPositive().isLessThanOrEqualTo(Duration.ofMillis(20));
        assertThat(patience.get(1)).isZero();
    }

    /** Reserves for as long as it may, and a little longer. */
    private static SandboxResource<ResourceSession> reserving(String name, List<Duration> patience) {
        return SandboxResource.named(name, ResourceSession.class, sandbox -> new ResourceSession() {
            @Override
            public void reserve(Duration longest) {
                patience.add(longest);
                long end = System.nanoTime() + longest.plusMillis(1).toNanos();
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
            }
        });
    }

    @Test
    void strongestIsolationThatAllResourcesSupportIsTaken() {
        assertThat(isolationWith()).isEqualTo(Isolation.TRANSACTION);
        assertThat(isolationWith(Isolation.DATABASE)).isEqualTo(Isolation.DATABASE);
        assertThat(isolationWith(Isolation.DATABASE, Isolation.DATABASE)).isEqualTo(Isolation.DATABASE);
        assertThat(isolationWith(Isolation.DATABASE, Isolation.TRANSACTION)).isEqualTo(Isolation.TRANSACTION);
    }

    private static Isolation isolationWith(Isolation... preferences) {
        SandboxRegistry.Builder builder = SandboxRegistry.builder("preferences");
        for (int i = 0; i < preferences.length; i++) {
            builder.resource(new Preferring("resource " + i, preferences[i]));
        }
        try (SandboxRegistry registry = builder.build();
                ManagedSandbox sandbox =
                        registry.open(SandboxOptions.builder("any").build())) {
            return sandbox.isolation();
        }
    }

    private record Preferring(String name, Isolation isolation) implements SandboxResource<ResourceSession> {

        @Override
        public Class<ResourceSession> sessionType() {
            return ResourceSession.class;
        }

        @Override
        public java.util.Optional<Isolation> preferredIsolation() {
            return java.util.Optional.of(isolation);
        }

        @Override
        public ResourceSession open(ManagedSandbox sandbox) {
            return new ResourceSession() {};
        }
    }

    @Test
    void closedRegistryOpensNoSandbox() {
        registry.close();

        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("Registry \"shop\" was closed: no sandbox can be opened for \"ana\" "
                        + "\\([0-9a-f]{8}\\)\\. Open sandboxes while the application runs\\.");
        assertThat(calls).isEmpty();
    }

    private ManagedSandbox open() {
        return registry.open(SandboxOptions.builder("ana").build());
    }
}
