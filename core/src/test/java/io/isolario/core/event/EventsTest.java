package io.isolario.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.isolario.core.Checkpoint;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.NothingLeaks;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.capture.CapturedEvents;
import io.isolario.core.work.Work;
import io.isolario.core.work.WorkKind;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeaks.class)
class EventsTest {

    private static final Duration SHORT = Duration.ofMillis(20);

    private record Placed(String what) {}

    private record Cancelled(String what) {}

    private final SandboxRegistry registry =
            SandboxRegistry.builder("shop").resource(CapturedEvents.resource()).build();
    private final ManagedSandbox sandbox =
            registry.open(SandboxOptions.builder("ana").build());

    @AfterEach
    void close() {
        registry.close();
    }

    private void publish(Object event) {
        sandbox.session(CapturedEvents.class).add(event);
    }

    @Test
    void eventsAreInTheOrderOfTheirArrival() {
        publish(new Placed("book"));
        publish(new Cancelled("book"));
        publish(new Placed("pen"));

        assertThat(sandbox.events(Placed.class).all()).containsExactly(new Placed("book"), new Placed("pen"));
        assertThat(sandbox.events(Record.class).all()).hasSize(3);
        assertThat(sandbox.events(Placed.class)
                        .matching("is a pen", placed -> placed.what().equals("pen"))
                        .single())
                .isEqualTo(new Placed("pen"));
        assertThat(sandbox.events(Placed.class).await(2)).hasSize(2);
    }

    @Test
    void eventsAreAwaitedBySignal() throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(1);
        Thread publisher = new Thread(() -> {
            await(waiting);
            publish(new Cancelled("pen"));
            publish(new Placed("book"));
        });
        publisher.start();
        waiting.countDown();

        assertThat(sandbox.events(Placed.class).awaitOne()).isEqualTo(new Placed("book"));
        publisher.join();
    }

    @Test
    void failedWaitListsWhatCameInstead() {
        publish(new Cancelled("pen"));
        publish(new Placed("pen"));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> sandbox.events(Placed.class)
                        .matching("is a book", placed -> placed.what().equals("book"))
                        .awaitOne(SHORT))
                .withMessage(
                        "Awaited Placed that is a book in sandbox " + sandbox + ", but after 20 ms none has come. What"
                                + " came instead: 1 × Cancelled.\nOf that type, but others:\n- Placed[what=pen]\nNo work is"
                                + " outstanding that could still bring it.")
                .withNoCause()
                .matches(failure -> failure.getSuppressed().length == 0);
    }

    @Test
    void failedWaitListsOutstandingWork() {
        Work work = sandbox.begin(WorkKind.TASK, "places the order");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> sandbox.events(Placed.class).awaitOne(SHORT))
                .withMessageContaining(
                        "Nothing else came either.\nWork is outstanding that may still bring it; wait longer"
                                + " with awaitOne(timeout):\n- ")
                .withMessageContaining("places the order");
        work.end();
    }

    @Test
    void failedWaitSaysThatTheEventCameAfterIt() {
        AssertionError failure = catchThrowableOfType(
                AssertionError.class, () -> sandbox.events(Placed.class).awaitOne(SHORT));

        publish(new Placed("book"));

        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(failure.getSuppressed()[0].getMessage())
                .matches("Too late, not never: Placed came \\d+ ms after the wait had ended, on thread \"main\":"
                        + " Placed\\[what=book]");
    }

    @Test
    void failedWaitSaysThatTheEventCameAfterTheSandbox() {
        CapturedEvents events = sandbox.session(CapturedEvents.class);
        AssertionError failure = catchThrowableOfType(
                AssertionError.class, () -> sandbox.events(Placed.class).awaitOne(SHORT));
        sandbox.close();

        events.add(new Placed("book"));
        events.add(new Placed("pen"));

        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(failure.getSuppressed()[0].getMessage())
                .matches("Too late, not never: Placed came \\d+ ms after the wait had ended, and after the end of the"
                        + " sandbox, on thread \"main\": Placed\\[what=book]");
    }

    @Test
    void noneFailsWhenThereIsAnEvent() {
        publish(new Placed("book"));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> sandbox.events(Placed.class).none())
                .withMessage("Expected no Placed in sandbox " + sandbox + ", but there is 1:\n- Placed[what=book]");
        sandbox.events(Cancelled.class).none();
    }

    @Test
    void singleFailsWhenThereAreMoreEvents() {
        publish(new Placed("book"));
        publish(new Placed("pen"));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> sandbox.events(Placed.class).single())
                .withMessage("Expected a single Placed in sandbox " + sandbox
                        + ", but there are 2.\n- Placed[what=book]\n- Placed[what=pen]");
    }

    @Test
    void latestEventsAreKeptAndOthersCounted() {
        for (int i = 0; i < CapturedEvents.CAPACITY + 2; i++) {
            publish(new Placed("number " + i));
        }

        assertThat(sandbox.events(Placed.class).all())
                .hasSize(CapturedEvents.CAPACITY)
                .first()
                .isEqualTo(new Placed("number 2"));
        assertThat(sandbox.events(Placed.class).dropped()).isEqualTo(2);
    }

    @Test
    void eventsGoBackToACheckpointOrToTheBeginning() {
        publish(new Placed("book"));
        Checkpoint checkpoint = sandbox.checkpoint();
        publish(new Placed("pen"));

        sandbox.reset();
        assertThat(sandbox.events(Placed.class).single()).isEqualTo(new Placed("book"));

        checkpoint.close();
        sandbox.reset();
        sandbox.events(Placed.class).none();
    }

    @Test
    void eventsAreRefusedWhereNothingCapturesThem() {
        try (SandboxRegistry bare = SandboxRegistry.builder("bare").build()) {
            ManagedSandbox without = bare.open(SandboxOptions.builder("without").build());

            assertThatExceptionOfType(RefusalException.class)
                    .isThrownBy(() -> without.events(Placed.class))
                    .withMessageContaining("Nothing captures events in sandbox " + without)
                    .withMessageContaining("isolario-spring-boot");
            assertThatExceptionOfType(RefusalException.class)
                    .isThrownBy(() -> without.configure("a", "b"))
                    .withMessageContaining("Nothing configures the application in sandbox " + without)
                    .withMessageContaining("isolario-spring-boot");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
