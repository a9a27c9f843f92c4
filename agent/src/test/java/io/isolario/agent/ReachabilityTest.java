package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.isolario.core.Sandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.testing.Torture;
import io.isolario.testing.TortureRun;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Attached.class)
class ReachabilityTest {

    private final CompletableFuture<String> never = new CompletableFuture<>();

    @Test
    void nothingOfAnEndedSandboxStaysReachable() throws Exception {
        run(TortureRun.exactly(100, 1));
    }

    @Test
    @Tag("torture")
    void nothingOfManyEndedSandboxesStaysReachable() throws Exception {
        run(Torture.AGENT_REACHABILITY.begin(500, 10_000));
    }

    private void run(TortureRun run) throws Exception {
        SandboxRegistry registry = SandboxRegistry.builder("shop").build();
        try (Forest forest = new Forest()) {
            List<WeakReference<Sandbox>> ended = new ArrayList<>();
            for (int i = 0; run.goesOn(i); i++) {
                ended.add(useAndEnd(registry, forest, i));
            }

            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(20))
                    .untilAsserted(() -> {
                        System.gc();
                        assertThat(ended).noneMatch(reference -> reference.get() != null);
                    });
        } finally {
            registry.close();
        }
    }

    /** A separate method, so that no local variable keeps the sandbox reachable. */
    private WeakReference<Sandbox> useAndEnd(SandboxRegistry registry, Forest forest, int number) {
        Sandbox sandbox = registry.open(SandboxOptions.builder("test " + number).build());
        try (Scope scope = sandbox.enter()) {
            for (int way = 0; way < 22; way++) {
                forest.handOver(way, () -> {});
            }
            assertThat(never.thenRun(() -> {})).isNotDone();
        }
        sandbox.close();
        return new WeakReference<>(sandbox);
    }
}
