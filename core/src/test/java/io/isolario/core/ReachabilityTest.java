package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.isolario.core.capture.CapturedMails;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeaks.class)
class ReachabilityTest {

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final SandboxRegistry registry = SandboxRegistry.builder("shop")
            .resource(SandboxResource.named("db", RecordingSession.class, sandbox -> new RecordingSession("db", calls)))
            .resource(CapturedMails.resource())
            .build();
    private final ExecutorService pool = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        pool.shutdownNow();
        registry.close();
    }

    @Test
    void nothingOfAnEndedSandboxStaysReachableButItsRecord() throws Exception {
        Ended ended = useAndEnd();

        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    System.gc();
                    assertThat(ended.sandbox().get()).isNull();
                    assertThat(ended.session().get()).isNull();
                    assertThat(ended.thread().get()).isNull();
                });

        assertThatThrownBy(() -> registry.find(ended.id())).isInstanceOf(SandboxEndedException.class);
    }

    /** In a method of its own, so that no local variable keeps the sandbox. */
    private Ended useAndEnd() throws Exception {
        ManagedSandbox sandbox = registry.open(SandboxOptions.builder("ana")
                .ownershipTimeout(Duration.ofMinutes(10))
                .idleTimeout(Duration.ofMinutes(10))
                .build());
        Thread worker = new Thread("worker");
        sandbox.allow(worker);
        sandbox.allow("matching", thread -> thread == worker);
        sandbox.onClose(() -> calls.add(sandbox.toString()));
        Sharing sharing = sandbox.share();
        pool.submit(sandbox.wrap(() -> calls.add("task"))).get(10, TimeUnit.SECONDS);
        try (Scope scope = sandbox.enter()) {
            SandboxContext.wrap(pool).submit(() -> calls.add("task")).get(10, TimeUnit.SECONDS);
        }
        RecordingSession session = sandbox.session(RecordingSession.class);
        sandbox.close();
        sharing.close();
        return new Ended(
                sandbox.id(), new WeakReference<>(sandbox), new WeakReference<>(session), new WeakReference<>(worker));
    }

    private record Ended(
            SandboxId id,
            WeakReference<ManagedSandbox> sandbox,
            WeakReference<RecordingSession> session,
            WeakReference<Thread> thread) {}
}
