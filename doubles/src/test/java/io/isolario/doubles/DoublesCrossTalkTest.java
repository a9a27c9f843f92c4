package io.isolario.doubles;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.core.doubles.Trace;
import io.isolario.core.doubles.TracedCall;
import io.isolario.doubles.Shop.Mailer;
import io.isolario.doubles.Shop.Payments;
import io.isolario.doubles.Shop.SmtpMailer;
import io.isolario.testing.Torture;
import io.isolario.testing.TortureRun;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many sandboxes at once, each with other values for the same bean, the same method and the same clock. */
class DoublesCrossTalkTest {

    private static final int SANDBOXES = 64;

    private final Mailer mailer = new SmtpMailer();
    private final Payments payments = new Payments();
    private final Clock clock = Clock.systemUTC();

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void doesNotHappenInThreeHundredRounds() throws Exception {
        run(TortureRun.exactly(300, 1));
    }

    @Test
    @Tag("torture")
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void doesNotHappenInThousandsOfRounds() throws Exception {
        run(Torture.DOUBLES.begin(300, 10_000));
    }

    private void run(TortureRun run) throws Exception {
        Queue<WeakReference<ManagedSandbox>> ended = new ConcurrentLinkedQueue<>();
        ExecutorService tests = Executors.newFixedThreadPool(SANDBOXES);
        ExecutorService application = Executors.newFixedThreadPool(4);
        try (SandboxRegistry registry = SandboxRegistry.builder("shop").build()) {
            AtomicInteger next = new AtomicInteger();
            CountDownLatch allOpen = new CountDownLatch(SANDBOXES);
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < SANDBOXES; i++) {
                runs.add(tests.submit(() -> {
                    int round = next.getAndIncrement();
                    while (run.goesOn(round)) {
                        ended.add(round(registry, application, round, allOpen));
                        round = next.getAndIncrement();
                    }
                    return null;
                }));
            }
            for (Future<?> each : runs) {
                each.get();
            }
            assertThat(registry.highestNumberAtOnce()).isEqualTo(SANDBOXES);
        } finally {
            tests.shutdown();
            application.shutdown();
        }
        assertThat(ended).hasSizeGreaterThanOrEqualTo((int) run.least());
        assertNothingIsLeft(ended);
        assertThat(mailer.send("nobody")).isEqualTo("smtp nobody");
    }

    private WeakReference<ManagedSandbox> round(
            SandboxRegistry registry, ExecutorService application, int round, CountDownLatch allOpen) throws Exception {
        String own = "of " + round;
        Instant at = Instant.EPOCH.plusSeconds(round);
        try (ManagedSandbox sandbox =
                registry.open(SandboxOptions.builder("round " + round).build())) {
            allOpen.countDown();
            allOpen.await();
            sandbox.replace(Mailer.class, to -> own + " to " + to);
            sandbox.clock().fix(at);
            sandbox.expect(Payments.class).expect("charge", 2, call -> round);
            Trace calls = sandbox.trace(Mailer.class, "send");
            Future<String> sent;
            try (Scope scope = sandbox.enter()) {
                sent = application.submit(() -> mailer.send("a") + " at " + clock.instant() + " " + payments.charge(1));
                assertThat(mailer.send("b") + " at " + Instant.now() + " " + payments.charge(2))
                        .isEqualTo(own + " to b at " + at + " " + round);
            }
            assertThat(sent.get()).isEqualTo(own + " to a at " + at + " " + round);
            assertThat(calls.all())
                    .extracting(TracedCall::result)
                    .containsExactlyInAnyOrder(own + " to a", own + " to b");
            return new WeakReference<>(sandbox);
        }
    }

    private static void assertNothingIsLeft(Queue<WeakReference<ManagedSandbox>> ended) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (ended.stream().anyMatch(each -> each.get() != null) && System.nanoTime() < deadline) {
            System.gc();
        }
        assertThat(ended).allMatch(each -> each.get() == null);
    }
}
