package io.isolario.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxId;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Laws 2, 4 and 8: a message takes the sandbox of its sender to whoever handles it, and an id that is not good is refused. */
public abstract class CarrierVerification {

    private static final int AT_ONCE = 6;
    private static final int MESSAGES = 20;

    private final SandboxRegistry registry =
            SandboxRegistry.builder("verification").build();
    // Set before each test, by JUnit, on the thread that runs it.
    private @Nullable Application application;

    /** For subclasses. */
    protected CarrierVerification() {}

    /** Starts an application that handles messages, with the sandboxes of a registry. */
    protected abstract Application start(SandboxRegistry sandboxes) throws Exception;

    /** An application and its client. */
    public interface Application extends AutoCloseable {

        /**
         * Sends a message from the calling thread by the client, which adds what its sandbox is carried by, and returns when the
         * application has handled it.
         *
         * @param handling what the application does
         * @throws Exception if the message was refused
         */
        void send(Runnable handling) throws Exception;

        /**
         * Sends a message that carries a text where the id of a sandbox belongs.
         *
         * @return whether the application handled it
         */
        boolean sendCarrying(String text, Runnable handling) throws Exception;
    }

    @BeforeEach
    final void startApplication() throws Exception {
        application = start(registry);
    }

    @AfterEach
    final void stopApplication() throws Exception {
        application().close();
        registry.close();
        assertThat(ManagedSandbox.current()).isEmpty();
    }

    private Application application() {
        return Objects.requireNonNull(application, "The application is there from @BeforeEach on");
    }

    private ManagedSandbox open(String owner) {
        return registry.open(SandboxOptions.builder(owner).build());
    }

    private Optional<ManagedSandbox> seenByApplication() throws Exception {
        List<Optional<ManagedSandbox>> seen = new CopyOnWriteArrayList<>();
        application().send(() -> seen.add(ManagedSandbox.current()));
        assertThat(seen).as("what handled the message saw").hasSize(1);
        return seen.get(0);
    }

    @Test
    final void law2_aMessageIsHandledInTheSandboxOfItsSender() throws Exception {
        try (ManagedSandbox sandbox = open("ana");
                Scope scope = sandbox.enter()) {
            assertThat(seenByApplication()).containsSame(sandbox);
        }
    }

    @Test
    final void law2_theHandlingThreadsKeepNothing() throws Exception {
        try (ManagedSandbox sandbox = open("ana")) {
            for (int message = 0; message < MESSAGES; message++) {
                try (Scope scope = sandbox.enter()) {
                    assertThat(seenByApplication()).containsSame(sandbox);
                }
                assertThat(seenByApplication()).isEmpty();
            }
        }
    }

    @Test
    final void law2_messagesOfSeveralSandboxesAtOnceStayApart() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> tests = new ArrayList<>();
            for (int test = 0; test < AT_ONCE; test++) {
                String owner = "test " + test;
                tests.add(senders.submit(() -> {
                    try (ManagedSandbox sandbox = open(owner);
                            Scope scope = sandbox.enter()) {
                        for (int message = 0; message < MESSAGES; message++) {
                            assertThat(seenByApplication()).containsSame(sandbox);
                        }
                    }
                    return true;
                }));
            }
            for (Future<?> test : tests) {
                test.get();
            }
        } finally {
            senders.shutdownNow();
        }
    }

    @Test
    final void law4_aMessageIsWorkUntilItIsHandled() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        ExecutorService sender = Executors.newSingleThreadExecutor();
        try (ManagedSandbox sandbox = open("ana")) {
            Future<?> sent = sender.submit(() -> {
                try (Scope scope = sandbox.enter()) {
                    application().send(() -> {
                        arrived.countDown();
                        await(mayEnd);
                    });
                }
                return true;
            });
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(sandbox.pendingWork()).isNotEmpty();

            mayEnd.countDown();
            sandbox.awaitQuiescence();
            sent.get();
        } finally {
            sender.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    final void law8_anIdThatIsNotGoodIsRefusedAndNothingIsDone() throws Exception {
        ManagedSandbox ended = open("has ended");
        ended.close();
        AtomicReference<@Nullable Thread> handledBy = new AtomicReference<>();
        for (String text : List.of(SandboxId.random().value(), ended.id().value(), "nonsense", "../../etc")) {
            assertThat(application().sendCarrying(text, () -> handledBy.set(Thread.currentThread())))
                    .as(text)
                    .isFalse();
        }
        assertThat(handledBy.get()).isNull();
    }
}
