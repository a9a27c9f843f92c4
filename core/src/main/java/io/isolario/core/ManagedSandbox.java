package io.isolario.core;

import io.isolario.core.work.PendingWork;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A sandbox as adapters and resources see it: what a test framework, a server or a {@link SandboxResource} calls, in addition to
 * what a test calls.
 *
 * <p>For implementors. A registry opens and finds sandboxes as this type. Thread-safe.
 */
public interface ManagedSandbox extends Sandbox {

    /**
     * Returns the sandbox of the calling thread, as {@link Sandbox#current()} does.
     *
     * @throws AllowanceException if allowances of two sandboxes match the thread
     */
    static Optional<ManagedSandbox> current() {
        return Optional.ofNullable(ContextSlot.use());
    }

    /**
     * Like {@link #current()}, for what only watches the thread, such as a log. The other tells an agent that the thread works for
     * its sandbox, so that it has begun with the element that it took from a queue last.
     *
     * @throws AllowanceException if allowances of two sandboxes match the thread
     */
    static Optional<ManagedSandbox> watched() {
        return Optional.ofNullable(ContextSlot.sandbox());
    }

    /** Returns what adapters and resources call of a sandbox that a registry opened. */
    static ManagedSandbox of(Sandbox sandbox) {
        return (ManagedSandbox) sandbox;
    }

    /** Returns how long waits in this sandbox last at most when nothing else is said. */
    Duration drainTimeout();

    /** Returns how far it has come in its life. */
    SandboxState state();

    /** Returns the registry that opened it. */
    SandboxRegistry registry();

    /**
     * Returns the tasks that are due later or again and again, and that quiescence does not wait for. Only an agent sees such
     * tasks; without one the list is empty.
     */
    List<PendingWork> delayedWork();

    /**
     * Registers something to do when the sandbox has ended, however that comes about: after everything is undone and released. At once
     * if it has ended. For servers that count sandboxes or queue for one; tests have {@link #onClose}.
     */
    void onEnded(Runnable action);

    /** Marks the sandbox as in use, which restarts its idle timeout. */
    void touch();

    /**
     * Returns the session that this sandbox has of a resource.
     *
     * @throws RefusalException if the registry has no resource with sessions of this type
     */
    <S> S session(Class<S> type);

    /** Returns the session that this sandbox has of a resource; empty when it has none of this type. */
    <S> Optional<S> findSession(Class<S> type);

    /**
     * Returns what was done to data so far, for other sandboxes to begin with; waits for outstanding work first. Mails, stubs and
     * whatever else is no data of the application stays with this sandbox.
     *
     * @return empty if this isolation cannot pass it on: each sandbox has to be arranged again
     * @throws IllegalStateException if it was not opened as {@link SandboxOptions.Builder#arranging()}
     * @throws QuiescenceTimeoutException if work is outstanding and does not end within the drain timeout
     * @throws RefusalException if something was done that no other sandbox can begin with, such as a change of definitions
     */
    Optional<Fixture> fixture();

    /** Reports an unexpected error; the end of the sandbox fails with it. */
    void fail(String message, Throwable cause);

    /**
     * Says that the test itself has failed, so that resources can keep what explains it before they undo it. The end of the sandbox
     * does not fail for it once more.
     */
    void noteFailure(Throwable failure);

    /** Returns whether the test was noted to have failed, or the sandbox has a problem to fail for. */
    boolean hasFailed();

    /**
     * Checks that something may still be done in this sandbox.
     *
     * @param action what the caller is about to do, as it reads after "cannot"
     * @throws SandboxEndedException if this sandbox has ended
     */
    void requireUsable(String action);

    /**
     * Ends the sandbox and reports how that went: user cleanups, stop, drain, verify, undo, release, each step whatever became of
     * those before. A second call returns the same report.
     */
    CloseReport finish();
}
