package io.isolario.agent.hook;

import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.agent.hook.handoff.HandoffTable;
import io.isolario.agent.hook.thread.ThreadState;
import io.isolario.core.CarriedWork;
import io.isolario.core.Sandbox;
import io.isolario.core.WorkKind;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/** Threads of their own: a unit lasts from {@code start()} until the thread has ended. */
final class ThreadHooks {

    private static final Object OWNER = new Object();

    private final HandoffTable table;

    ThreadHooks(HandoffTable table) {
        this.table = table;
    }

    @Nullable
    Object starting(@Nullable Object thread, @Nullable Object unused) {
        Sandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox == null || !(thread instanceof Thread started) || started instanceof ForkJoinWorkerThread) {
            return null;
        }
        ThreadState state = ThreadState.hereIfAny();
        if (state != null && state.isQuiet()) {
            return null;
        }
        Handoff unit = Handoff.to(table, OWNER, started, sandbox, CarriedWork.Waiting.COUNTS, WorkKind.TASK);
        if (unit != null) {
            unit.runsOn(started);
        }
        return unit;
    }

    @Nullable
    Object unsent(@Nullable Object token, @Nullable Object unused) {
        if (token instanceof Handoff unit) {
            unit.withdraw();
        }
        return null;
    }

    @Nullable
    Object exiting(@Nullable Object thread, @Nullable Object unused) {
        ThreadState state = ThreadState.hereIfAny();
        if (state != null) {
            state.next();
        }
        Handoff unit = thread == null ? null : table.take(OWNER, thread);
        if (unit != null && !unit.drop()) {
            unit.end();
        }
        return null;
    }

    /** The calling thread is an event loop: it serves everybody, whoever started it. */
    @Nullable
    Object selecting(@Nullable Object selector, @Nullable Object unused) {
        ThreadState state = ThreadState.hereIfAny();
        if (state != null) {
            // An event loop that waits for the next event is done with what it took.
            state.takenElements().end();
        }
        Handoff unit = table.peek(OWNER, Thread.currentThread());
        // Whoever looks for its scope for the first time begins the unit.
        if (unit != null && CarriedWork.callerIsBound() && unit.bindsCaller()) {
            table.remove(unit);
            unit.end();
        }
        return null;
    }

    /** Returns for what the calling thread was started; null if that is not known. */
    @Nullable
    Handoff ofCaller() {
        return table.peek(OWNER, Thread.currentThread());
    }
}
