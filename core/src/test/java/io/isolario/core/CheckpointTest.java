package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.capture.CapturedMails;
import io.isolario.core.event.Mail;
import io.isolario.core.work.Work;
import io.isolario.core.work.WorkKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeaks.class)
class CheckpointTest {

    private final Basket basket = new Basket();
    private final SandboxRegistry registry = SandboxRegistry.builder("shop")
            .resource(CapturedMails.resource())
            .resource(SandboxResource.named("basket", Basket.class, sandbox -> basket))
            .build();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void resetGoesBackToTheCheckpoint() {
        ManagedSandbox sandbox = open();
        basket.items.add("arranged");
        sandbox.checkpoint();

        for (int attempt = 0; attempt < 3; attempt++) {
            basket.items.add("tried");
            sandbox.reset();
            assertThat(basket.items).containsExactly("arranged");
        }
    }

    @Test
    void checkpointCoversMails() {
        ManagedSandbox sandbox = open();
        send(sandbox, "arranged");
        sandbox.checkpoint();
        send(sandbox, "tried");

        sandbox.reset();

        assertThat(sandbox.mails().single().subject()).isEqualTo("arranged");
    }

    @Test
    void checkpointIsUndoneAtTheEndOfItsBlock() {
        ManagedSandbox sandbox = open();
        basket.items.add("outer");
        try (Checkpoint outer = sandbox.checkpoint()) {
            basket.items.add("inner");
            try (Checkpoint inner = sandbox.checkpoint()) {
                basket.items.add("innermost");
            }
            assertThat(basket.items).containsExactly("outer", "inner");
        }
        assertThat(basket.items).containsExactly("outer");

        sandbox.reset();
        assertThat(basket.items).isEmpty();
    }

    @Test
    void goingBackToACheckpointGivesUpLaterOnes() {
        ManagedSandbox sandbox = open();
        Checkpoint older = sandbox.checkpoint();
        Checkpoint newer = sandbox.checkpoint();

        older.restore();

        newer.close();
        assertThatThrownBy(newer::restore)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("checkpoint 2 of sandbox " + sandbox
                        + " was given up: it was closed, or an older one was gone back to. Open are, newest first: [checkpoint 1]. "
                        + "Take a new one with sandbox.checkpoint().");
        assertThat(sandbox.journal().entries(JournalKind.LIFECYCLE))
                .extracting(JournalEntry::text)
                .endsWith("checkpoint 1 taken", "checkpoint 2 taken", "back to checkpoint 1");
    }

    @Test
    void closingACheckpointAgainHasNoEffect() {
        ManagedSandbox sandbox = open();
        Checkpoint checkpoint = sandbox.checkpoint();
        checkpoint.close();
        basket.items.add("later");

        checkpoint.close();

        assertThat(basket.items).containsExactly("later");
        sandbox.close();
        checkpoint.close();
    }

    @Test
    void checkpointIsRefusedAfterTheEndOfItsSandbox() {
        ManagedSandbox sandbox = open();
        Checkpoint checkpoint = sandbox.checkpoint();
        sandbox.close();

        assertThatThrownBy(checkpoint::restore)
                .isInstanceOf(SandboxEndedException.class)
                .hasMessageStartingWith("Sandbox " + sandbox + " cannot go back to checkpoint 1 on thread \"");
        assertThatThrownBy(sandbox::checkpoint)
                .isInstanceOf(SandboxEndedException.class)
                .hasMessageStartingWith("Sandbox " + sandbox + " cannot take a checkpoint on thread \"");
    }

    @Test
    void checkpointWaitsForTheWorkOfItsSandbox() throws Exception {
        try (ManagedSandbox sandbox = registry.open(SandboxOptions.builder("busy")
                .drainTimeout(Duration.ofMillis(20))
                .build())) {
            Work work = sandbox.begin(WorkKind.TASK, "packing");
            OtherThread.run("asker", () -> assertThatThrownBy(sandbox::checkpoint)
                    .isInstanceOf(QuiescenceTimeoutException.class)
                    .hasMessageContaining("packing"));
            work.end();
            sandbox.checkpoint();
        }
    }

    @Test
    void checkpointIsRefusedWhereAResourceHasNoMarks() {
        List<String> calls = new ArrayList<>();
        try (SandboxRegistry other = SandboxRegistry.builder("other")
                .resource(SandboxResource.named("basket", Basket.class, sandbox -> basket))
                .resource(new RecordingSession("stubs", calls).resource())
                .build()) {
            ManagedSandbox sandbox = other.open(SandboxOptions.builder("ana").build());

            assertThatThrownBy(sandbox::checkpoint)
                    .isInstanceOf(RefusalException.class)
                    .hasMessage("A checkpoint was refused in sandbox " + sandbox
                            + ": resource \"stubs\" can only go back to its beginning. Ways out: sandbox.reset() without a "
                            + "checkpoint, which undoes everything, and arranging anew; ResourceSession.mark() in that resource; "
                            + "or a registry without it.");
        }
    }

    @Test
    void failedResetNamesTheResource() {
        ManagedSandbox sandbox = open();
        sandbox.checkpoint();
        basket.broken = true;

        assertThatThrownBy(sandbox::reset)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Sandbox " + sandbox + " could not go back to checkpoint 1: resource \"basket\" failed: "
                        + "java.lang.IllegalStateException: the bottom fell out. Close it and open another.");
    }

    private ManagedSandbox open() {
        return registry.open(SandboxOptions.builder("ana").build());
    }

    private static void send(ManagedSandbox sandbox, String subject) {
        Mail mail = new Mail("shop@example.org", List.of("ana@example.org"), subject, "text", "");
        sandbox.session(CapturedMails.class).add(mail);
    }

    /** A resource session with a state that can be gone back to. */
    private static final class Basket implements ResourceSession {

        private final List<String> items = new ArrayList<>();
        private boolean broken;

        @Override
        public void reset() {
            items.clear();
        }

        @Override
        public Optional<Mark> mark() {
            List<String> then = List.copyOf(items);
            return Optional.of(() -> {
                if (broken) {
                    throw new IllegalStateException("the bottom fell out");
                }
                items.clear();
                items.addAll(then);
            });
        }
    }
}
