package io.isolario.wiremock;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.testing.Torture;
import io.isolario.testing.TortureRun;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many sandboxes at once stub the same URL with different answers: none sees another's, and nothing is left. */
class CrossTalkTest {

    private static final int AT_ONCE = 64;

    @Test
    void sixtyFourAtOnceSeeOnlyTheirOwn() throws Exception {
        run(TortureRun.exactly(320, 1));
    }

    @Test
    @Tag("torture")
    void thousandsOfRoundsLeaveNothing() throws Exception {
        run(Torture.STUBS.begin(320, 10_000));
    }

    private static void run(TortureRun run) throws Exception {
        ExecutorService tests = Executors.newFixedThreadPool(AT_ONCE);
        AtomicInteger next = new AtomicInteger();
        try (Harbour harbour = Harbour.open()) {
            List<Future<?>> all = IntStream.range(0, AT_ONCE)
                    .<Future<?>>mapToObj(i -> tests.submit(() -> {
                        for (int round = next.getAndIncrement(); run.goesOn(round); round = next.getAndIncrement()) {
                            oneTest(harbour, round);
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> test : all) {
                test.get(10, TimeUnit.MINUTES);
            }
            assertThat(harbour.registry().openSandboxes()).isEmpty();
            assertThat(harbour.stubs().openSessions()).isZero();
        } finally {
            tests.shutdownNow();
        }
    }

    private static void oneTest(Harbour harbour, int round) {
        try (ManagedSandbox sandbox = harbour.sandbox("round " + round)) {
            Stubs github = Stubs.of(sandbox, "github");
            github.once(get("/users/octocat").willReturn(ok("first of " + round)));
            github.once(get("/users/octocat").willReturn(ok("second of " + round)));
            github.never(get("/users/" + (round + 1)));
            Caller client = harbour.callerOf(sandbox, "github");

            assertThat(client.get("/users/octocat").body()).isEqualTo("first of " + round);
            assertThat(client.get("/users/octocat").body()).isEqualTo("second of " + round);
        }
    }
}
