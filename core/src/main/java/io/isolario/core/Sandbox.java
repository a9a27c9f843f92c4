package io.isolario.core;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CheckReturnValue;
import com.google.errorprone.annotations.MustBeClosed;
import io.isolario.core.doubles.Doubles;
import io.isolario.core.event.Mails;
import io.isolario.core.work.DelayedTasks;
import io.isolario.core.work.PendingWork;
import io.isolario.core.work.Work;
import io.isolario.core.work.WorkKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * One test's isolated world: its own data, mails, stubs and whatever else its registry has resources for.
 *
 * <p>A sandbox is opened once, by {@link SandboxRegistry#open}, and closed once. In between, threads are bound to it by scopes;
 * everything they do to a resource happens in this sandbox only.
 *
 * <pre>{@code
 * try (Sandbox sandbox = registry.open(SandboxOptions.builder("ships an order").build());
 *         Scope scope = sandbox.enter()) {
 *     shop.order("book");                 // no other test sees this order, and it is undone at the end
 *     sandbox.awaitQuiescence();          // also the work that the order set off has ended
 *     assertThat(shop.orders()).hasSize(1);
 * }
 * }</pre>
 *
 * <h2>Notes and cautions</h2>
 *
 * <ul>
 *   <li>With the JUnit or Spring integration a test never opens, enters or closes a sandbox itself.
 *   <li>A scope binds the calling thread alone. Work that goes to other threads is followed by {@link SandboxContext},
 *       {@link #wrap(Runnable)} or {@link #allow(Thread)}.
 *   <li>{@link #close()} undoes everything and then fails when there is something to fail for; see {@link ManagedSandbox#finish()}.
 * </ul>
 *
 * <p>Thread-safe.
 */
public interface Sandbox extends SandboxViews, Doubles, AutoCloseable {

    /**
     * Returns the sandbox of the calling thread: that of its innermost scope, else one that it was allowed.
     *
     * @throws AllowanceException if allowances of two sandboxes match the thread
     */
    static Optional<Sandbox> current() {
        return Optional.ofNullable(ContextSlot.use());
    }

    /** Returns the id, which finds this sandbox from anywhere. */
    SandboxId id();

    /** Returns who opened the sandbox. */
    Owner owner();

    /** Returns how its data is kept apart. */
    Isolation isolation();

    /** Returns what happened in it so far. */
    Journal journal();

    /**
     * Binds the calling thread to this sandbox until the scope is closed.
     *
     * @throws SandboxEndedException if this sandbox has ended
     */
    @MustBeClosed
    Scope enter();

    /** Returns a task that runs {@code task} in this sandbox and counts as its work from now until it has run. */
    @CheckReturnValue
    Runnable wrap(Runnable task);

    /** Returns a task that runs {@code task} in this sandbox and counts as its work from now until it has run. */
    @CheckReturnValue
    <T> Callable<T> wrap(Callable<T> task);

    /** Returns an executor that runs every task in this sandbox; each counts as its work from submission until it has run. */
    @CheckReturnValue
    Executor wrap(Executor executor);

    /**
     * Lets a thread that has no scope use this sandbox, until the allowance or the sandbox ends.
     *
     * <p>Can also be called by a thread that was itself allowed: it is the same sandbox.
     *
     * @throws AllowanceException if the thread is the caller and in a scope, or is allowed to use another sandbox
     * @throws SandboxEndedException if this sandbox has ended
     */
    Allowance allow(Thread thread);

    /**
     * Lets every thread that matches use this sandbox, threads that do not exist yet included. The predicate is asked each time
     * a thread without a scope looks for its sandbox; it should be fast and must not fail.
     *
     * @param description which threads these are, for messages
     * @throws SandboxEndedException if this sandbox has ended
     */
    Allowance allow(String description, Predicate<Thread> threads);

    /**
     * Lets all unowned work use this sandbox. That excludes concurrency: no other sandbox may be open, and none can be opened
     * before the sharing ends. For applications whose threads cannot be followed.
     *
     * @throws SharingException if another sandbox is open, or shared already
     */
    Sharing share();

    /**
     * Says that a unit of work of this sandbox begins; the sandbox waits for it until {@link Work#end()}.
     *
     * @param description which unit, for messages
     * @throws SandboxEndedException if this sandbox has ended
     */
    Work begin(WorkKind kind, String description);

    /** Returns the work that has not ended, without what the calling thread runs itself. */
    List<PendingWork> pendingWork();

    /** Returns the tasks that are due later or again and again, to run them now. Only an agent sees such tasks. */
    DelayedTasks delayed();

    /**
     * Returns when all work of this sandbox has ended; work that the calling thread runs itself does not count. Waits for the
     * drain timeout at most.
     *
     * @throws QuiescenceTimeoutException if work is still outstanding then; the message lists each unit
     */
    void awaitQuiescence();

    /**
     * Like {@link #awaitQuiescence()}, waiting for {@code timeout} at most.
     *
     * @throws QuiescenceTimeoutException if work is still outstanding then; the message lists each unit
     */
    void awaitQuiescence(Duration timeout);

    /**
     * Returns when {@code condition} holds; for what counting work cannot see. It is asked now, whenever a unit of work of this
     * sandbox has ended, and when the drain timeout is over. There is no polling: a condition that comes true by
     * work outside this sandbox, or by time alone, is noticed only then.
     *
     * @param condition asked on the calling thread; it should be fast
     * @throws QuiescenceTimeoutException if it does not hold then; the message lists the work that is outstanding
     */
    void await(BooleanSupplier condition);

    /**
     * Like {@link #await(BooleanSupplier)}, waiting for {@code timeout} at most.
     *
     * @throws QuiescenceTimeoutException if it does not hold then; the message lists the work that is outstanding
     */
    void await(BooleanSupplier condition, Duration timeout);

    /**
     * Registers something to close when the sandbox ends, before its work is drained. What was registered last is closed first;
     * all are closed even if one fails. They run in this sandbox.
     *
     * @throws SandboxEndedException if this sandbox has ended
     */
    void onClose(AutoCloseable cleanup);

    /**
     * Undoes what was done since the newest checkpoint, or since the beginning when there is none, and stays open.
     *
     * @throws QuiescenceTimeoutException if work is outstanding and does not end within the drain timeout
     * @throws IllegalStateException if a resource cannot be put back; the cause says why
     */
    void reset();

    /**
     * Remembers the present state, which {@link #reset()} goes back to from now on. Waits until the work of this sandbox has ended,
     * for the drain timeout at most.
     *
     * @throws RefusalException if a resource cannot go back to a state in between, such as a lane in DATABASE isolation
     * @throws IllegalStateException if a resource cannot remember its state now; the message says why
     * @throws QuiescenceTimeoutException if work is outstanding and does not end within the drain timeout
     * @throws SandboxEndedException if this sandbox has ended
     */
    @CanIgnoreReturnValue
    Checkpoint checkpoint();

    /**
     * Returns the mails that the application sent in this sandbox.
     *
     * @throws RefusalException if nothing captures mails in this registry
     */
    Mails mails();

    /**
     * Ends the sandbox: user cleanups, stop, drain, verify, undo, release, each step whatever became of those before. Fails when there was a problem.
     *
     * @throws SandboxFailedError if a problem was found; a second call does not throw again
     */
    @Override
    void close();
}
