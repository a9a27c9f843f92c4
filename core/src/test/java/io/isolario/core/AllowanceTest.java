package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeaks.class)
class AllowanceTest {

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    private final ManagedSandbox ana =
            registry.open(SandboxOptions.builder("ana").build());
    private final ManagedSandbox bob =
            registry.open(SandboxOptions.builder("bob").build());
    private final ExecutorService pool = Executors.newSingleThreadExecutor(task -> new Thread(task, "worker"));
    private Thread worker = Thread.currentThread();

    @BeforeEach
    void startWorker() throws Exception {
        worker = pool.submit(Thread::currentThread).get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        pool.shutdownNow();
        registry.close();
    }

    @Test
    void allowanceGivesTheThreadTheSandboxUntilItIsClosed() throws Exception {
        try (Allowance allowance = ana.allow(worker)) {
            assertThat(seenByWorker()).containsSame(ana);
            assertThat(ManagedSandbox.current()).isEmpty();
            assertThat(allowance).hasToString("allow(thread \"worker\") for " + ana);
        }

        assertThat(seenByWorker()).isEmpty();
    }

    @Test
    void allowanceCanBeClosedTwice() {
        Allowance allowance = ana.allow(worker);
        allowance.close();

        allowance.close();

        assertThat(ContextSlot.allowances()).isEmpty();
    }

    @Test
    void allowanceEndsWithItsSandbox() throws Exception {
        ana.allow(worker);
        ana.allow("workers", thread -> thread == worker);

        ana.close();

        assertThat(seenByWorker()).isEmpty();
        assertThat(ContextSlot.allowances()).isEmpty();
    }

    @Test
    void sandboxThatEndsMeanwhileKeepsNoAllowance() {
        ana.close();

        assertThatThrownBy(() -> ThreadAllowance.ofThread((DefaultSandbox) ana, worker))
                .isInstanceOf(SandboxEndedException.class);

        assertThat(ContextSlot.allowances()).isEmpty();
    }

    @Test
    void scopeWinsOverAnAllowance() throws Exception {
        ana.allow(worker);

        Optional<ManagedSandbox> seen = onWorker(() -> {
            try (Scope scope = bob.enter()) {
                return ManagedSandbox.current();
            }
        });

        assertThat(seen).containsSame(bob);
        assertThat(seenByWorker()).containsSame(ana);
    }

    @Test
    void allowedThreadCanAllowAnother() throws Exception {
        ana.allow(worker);

        Optional<ManagedSandbox> seen = onWorker(() -> {
            Thread next = new Thread("next");
            ManagedSandbox.current().orElseThrow().allow(next);
            return Optional.ofNullable(ThreadAllowance.resolve(next, ContextSlot.allowances()));
        });

        assertThat(seen).containsSame(ana);
    }

    @Test
    void threadCanBeAllowedTwice() throws Exception {
        ana.allow(worker);

        ana.allow(worker).close();

        assertThat(seenByWorker()).containsSame(ana);
    }

    @Test
    void threadAllowedToAnotherSandboxIsRefused() throws Exception {
        ana.allow(worker);

        assertThatThrownBy(() -> bob.allow(worker))
                .isInstanceOf(AllowanceException.class)
                .hasMessage(
                        "Thread \"worker\" cannot be allowed to use " + bob + ": it is already allowed to use " + ana
                                + " (by allow(thread \"worker\")). A thread works for one sandbox at a time: close the other "
                                + "allowance first, or give each task its sandbox by SandboxContext.wrap(..).");

        assertThat(seenByWorker()).containsSame(ana);
    }

    @Test
    void callerInAScopeIsRefusedAnAllowance() {
        String here = Thread.currentThread().getName();
        try (Scope scope = ana.enter()) {
            assertThatThrownBy(() -> bob.allow(Thread.currentThread()))
                    .isInstanceOf(AllowanceException.class)
                    .hasMessage("Thread \"" + here + "\" cannot be allowed to use " + bob
                            + ": it is the caller, and in Scope{" + ana + ", thread=\"" + here
                            + "\"}, which wins over every allowance. Allow a thread that has no scope, or use "
                            + "sandbox.enter() on this one.");

            assertThat(ManagedSandbox.current()).containsSame(ana);
        }
    }

    @Test
    void allowanceByPredicateCoversLaterThreads() throws Exception {
        ana.allow("mail threads", thread -> thread.getName().startsWith("mail-"));

        assertThat(OtherThread.call("mail-1", ManagedSandbox::current)).containsSame(ana);
        assertThat(OtherThread.call("chat-1", ManagedSandbox::current)).isEmpty();
    }

    @Test
    void allowancesOfTwoSandboxesForOneThreadAreAmbiguous() throws Exception {
        ana.allow("mail threads", thread -> thread.getName().startsWith("mail-"));
        Allowance wide = bob.allow("every thread", thread -> true);

        OtherThread.run("mail-1", () -> {
            for (var lookUp : List.<Runnable>of(ManagedSandbox::current, registry::current)) {
                assertThatThrownBy(lookUp::run)
                        .isInstanceOf(AllowanceException.class)
                        .hasMessage("Thread \"mail-1\" is allowed to use two sandboxes: " + ana
                                + " (by allow(\"mail threads\", ..)) and " + bob
                                + " (by allow(\"every thread\", ..)). Nobody can say whose work it does: narrow one of "
                                + "the predicates, or give each task its sandbox by SandboxContext.wrap(..).");
            }
        });

        wide.close();
        assertThat(OtherThread.call("mail-1", ManagedSandbox::current)).containsSame(ana);
    }

    private Optional<ManagedSandbox> seenByWorker() throws Exception {
        return onWorker(ManagedSandbox::current);
    }

    private Optional<ManagedSandbox> onWorker(java.util.concurrent.Callable<Optional<ManagedSandbox>> code)
            throws Exception {
        return pool.submit(code).get(10, TimeUnit.SECONDS);
    }
}
