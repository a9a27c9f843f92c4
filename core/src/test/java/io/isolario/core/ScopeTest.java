package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeaks.class)
@SuppressWarnings("MustBeClosed")
class ScopeTest {

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    private final ManagedSandbox ana =
            registry.open(SandboxOptions.builder("ana").build());
    private final ManagedSandbox bob =
            registry.open(SandboxOptions.builder("bob").build());
    private String here = "";

    @BeforeEach
    void nameThread() {
        here = Thread.currentThread().getName();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void scopeBindsTheThreadUntilItIsClosed() {
        try (Scope scope = ana.enter()) {
            assertThat(ManagedSandbox.current()).containsSame(ana);
            assertThat(registry.current()).containsSame(ana);
            assertThat(scope).hasToString("Scope{" + ana + ", thread=\"" + here + "\"}");
        }

        assertThat(ManagedSandbox.current()).isEmpty();
        assertThat(registry.current()).isEmpty();
    }

    @Test
    void scopeBindsNoOtherThread() throws Exception {
        try (Scope scope = ana.enter()) {
            assertThat(OtherThread.call("other", ManagedSandbox::current)).isEmpty();
        }
    }

    @Test
    void closedScopeReturnsTheThreadToTheOuterSandbox() {
        try (Scope outer = ana.enter()) {
            try (Scope inner = bob.enter()) {
                assertThat(ManagedSandbox.current()).containsSame(bob);
            }
            assertThat(ManagedSandbox.current()).containsSame(ana);
        }
    }

    @Test
    void detachedScopeHidesTheOuterSandbox() {
        try (Scope outer = ana.enter()) {
            try (Scope detached = Scope.detached()) {
                assertThat(ManagedSandbox.current()).isEmpty();
                assertThat(registry.current()).isEmpty();
                assertThat(detached).hasToString("Scope{no sandbox (Scope.detached()), thread=\"" + here + "\"}");
            }
            assertThat(ManagedSandbox.current()).containsSame(ana);
        }
    }

    @Test
    void scopeCannotBeClosedTwice() {
        try (Scope outer = ana.enter()) {
            Scope inner = bob.enter();
            inner.close();

            assertThatThrownBy(inner::close)
                    .isInstanceOf(ScopeException.class)
                    .hasMessage("Scope of " + bob + " was closed already. Close each scope once; "
                            + "try (var scope = sandbox.enter()) does it for you.");

            assertThat(ManagedSandbox.current()).containsSame(ana);
        }
    }

    @Test
    void scopeCannotBeClosedOutOfOrder() {
        Scope outer = ana.enter();
        Scope inner = bob.enter();

        assertThatThrownBy(outer::close)
                .isInstanceOf(ScopeException.class)
                .hasMessage("Scope of " + ana + " was closed out of order on thread \"" + here
                        + "\": the innermost scope is that of " + bob + ". Close scopes in reverse order; "
                        + "try (var scope = sandbox.enter()) does it for you.");

        assertThat(ManagedSandbox.current()).containsSame(bob);
        inner.close();
        assertThat(ManagedSandbox.current()).containsSame(ana);
        outer.close();
    }

    @Test
    void scopeCannotBeClosedOnAnotherThread() throws Exception {
        Scope scope = ana.enter();

        OtherThread.run("thief", () -> {
            try (Scope own = bob.enter()) {
                assertThatThrownBy(scope::close)
                        .isInstanceOf(ScopeException.class)
                        .hasMessage("Scope of " + ana + " was opened by thread \"" + here
                                + "\", but thread \"thief\" closed it. A scope binds one thread: close it where it was "
                                + "opened, and give other threads the sandbox by SandboxContext.wrap(..), "
                                + "sandbox.wrap(..) or sandbox.allow(thread).");
                assertThat(ManagedSandbox.current()).containsSame(bob);
            }
        });

        assertThat(ManagedSandbox.current()).containsSame(ana);
        scope.close();
    }

    @Test
    void scopeLeftOpenByATaskIsTakenFromThePooledThread() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor(task -> new Thread(task, "pooled"));
        try {
            var leaks = pool.submit(bob.wrap(() -> enterAndForget(ana)));

            assertThatThrownBy(() -> leaks.get(10, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(ScopeException.class)
                    .hasMessage(leftOpen(ana, "pooled"));
            assertThat(pool.submit(ManagedSandbox::current).get(10, TimeUnit.SECONDS))
                    .isEmpty();
            assertThat(bob.pendingWork()).isEmpty();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void scopeLeftOpenByADetachedTaskIsTakenFromTheThread() {
        Runnable leaks = SandboxContext.wrap(() -> enterAndForget(ana));

        assertThatThrownBy(leaks::run).isInstanceOf(ScopeException.class).hasMessage(leftOpen(ana, here));

        assertThat(ManagedSandbox.current()).isEmpty();
    }

    @Test
    void scopeLeftOpenByACleanupIsTakenFromTheClosingThread() {
        ana.onClose(() -> enterAndForget(bob));

        CloseReport report = ana.finish();

        assertThat(report.problems())
                .extracting(Problem::message)
                .containsExactly("A cleanup registered by onClose(..) failed: io.isolario.core.ScopeException: "
                        + leftOpen(bob, here));
        assertThat(ManagedSandbox.current()).isEmpty();
    }

    private static void enterAndForget(ManagedSandbox sandbox) {
        sandbox.enter();
    }

    private static String leftOpen(ManagedSandbox sandbox, String thread) {
        return "Scope of " + sandbox + " was left open on thread \"" + thread + "\" by code that has returned. "
                + "It has been closed now, so that the thread keeps no sandbox. Close scopes where they are opened; "
                + "try (var scope = sandbox.enter()) does it for you.";
    }
}
