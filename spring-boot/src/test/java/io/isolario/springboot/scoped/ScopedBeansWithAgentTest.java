package io.isolario.springboot.scoped;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.CloseReport;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.Problem;
import io.isolario.core.ProblemKind;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.springboot.CountersTest;
import io.isolario.springboot.counters.Engine;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;

@EnabledIfSystemProperty(named = "isolario.agent", matches = "required", disabledReason = "The agent is off here.")
@CountersTest
@SandboxScoped(Engine.class)
class ScopedBeansWithAgentTest {

    @Autowired
    Engine engine;

    @Test
    void itsThreadIsInTheSandboxAndNoWorkOfIt(ManagedSandbox sandbox) {
        CompletableFuture<Optional<ManagedSandbox>> seen = new CompletableFuture<>();

        sandbox.awaitQuiescence();
        engine.submit(() -> seen.complete(ManagedSandbox.current()));
        sandbox.awaitQuiescence();

        assertThat(seen).isCompletedWithValue(Optional.of(sandbox));
        assertThat(sandbox.pendingWork()).isEmpty();
    }

    @RepeatedTest(20)
    void whatItTakesFromItsQueueIsWork(ManagedSandbox sandbox) {
        AtomicInteger done = new AtomicInteger();

        for (int i = 0; i < 50; i++) {
            engine.submit(done::incrementAndGet);
        }
        sandbox.awaitQuiescence();

        assertThat(done).hasValue(50);
    }

    @Test
    void whatIsQueuedIsDoneBeforeItIsStopped(@Autowired SandboxRegistry registry) {
        AtomicInteger done = new AtomicInteger();

        CloseReport report;
        try (ManagedSandbox other = another(registry, Duration.ofSeconds(5))) {
            try (Scope scope = other.enter()) {
                for (int i = 0; i < 50; i++) {
                    engine.submit(done::incrementAndGet);
                }
            }
            report = other.finish();
        }

        assertThat(report.problems()).isEmpty();
        assertThat(done).hasValue(50);
    }

    @Test
    void aThreadThatDoesNotStopIsNamed(@Autowired SandboxRegistry registry) {
        CountDownLatch never = new CountDownLatch(1);

        ManagedSandbox other = another(registry, Duration.ofMillis(100));
        try (Scope scope = other.enter()) {
            engine.submit(() -> awaitStubbornly(never));
        }
        CloseReport report = other.finish();

        never.countDown();
        assertThat(report.problems()).extracting(Problem::kind).containsOnly(ProblemKind.LATE_WORK);
        assertThat(report.problems())
                .anySatisfy(problem ->
                        assertThat(problem.message()).contains("engine").contains("awaitStubbornly"));
    }

    private static ManagedSandbox another(SandboxRegistry registry, Duration drainTimeout) {
        ManagedSandbox sandbox = registry.open(
                SandboxOptions.builder("another").drainTimeout(drainTimeout).build());
        try (Scope scope = Scope.detached()) {
            sandbox.session(ScopedInstances.class).add(Set.of(Engine.class), "this test");
        }
        return sandbox;
    }

    private static void awaitStubbornly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException ignored) {
                Thread.interrupted();
            }
        }
    }
}
