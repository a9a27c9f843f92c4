package io.isolario.agent.hook;

import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.agent.hook.handoff.HandoffTable;
import io.isolario.agent.hook.point.HookRegistry;
import io.isolario.agent.hook.point.ThreadPoints;
import io.isolario.agent.hook.thread.ThreadState;
import io.isolario.core.CarriedWork;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.work.Waiting;
import io.isolario.core.work.WorkKind;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/** Threads that belong to no pool: the unit lasts from {@code start()} until the thread has ended. */
final class ThreadHooks {

    private static final Object OWNER = new Object();

    private final HandoffTable table;

    ThreadHooks(HandoffTable table) {
        this.table = table;
    }

    void registerIn(HookRegistry registry) {
        registry.register(ThreadPoints.THREAD_STARTING, this::starting);
        registry.register(ThreadPoints.THREAD_EXITING, this::exiting);
        registry.register(ThreadPoints.UNSENT, this::unsent);
        registry.register(ThreadPoints.SELECTING, selector -> selecting());
    }

    private @Nullable Object starting(Thread thread) {
        ManagedSandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox == null || thread instanceof ForkJoinWorkerThread) {
            return null;
        }
        ThreadState state = ThreadState.hereIfAny();
        if (state != null && state.isQuiet()) {
            return null;
        }
        Handoff unit = table.handOver(OWNER, thread, sandbox, Waiting.COUNTS, WorkKind.TASK);
        if (unit != null) {
            unit.runsOn(thread);
        }
        return unit;
    }

    private void unsent(Object token) {
        if (token instanceof Handoff unit) {
            unit.withdraw();
        }
    }

    private void exiting(Thread thread) {
        ThreadState state = ThreadState.hereIfAny();
        if (state != null) {
            state.next();
        }
        Handoff unit = table.take(OWNER, thread);
        if (unit != null && !unit.drop()) {
            unit.end();
        }
    }

    /** The calling thread is an event loop: it serves all sandboxes, whichever started it. */
    private void selecting() {
        ThreadState state = ThreadState.hereIfAny();
        if (state != null) {
            // An event loop that waits for the next event has finished what it took from queues.
            state.takenElements().end();
        }
        Handoff unit = table.peek(OWNER, Thread.currentThread());
        // The first look at the scope begins the unit.
        if (unit != null && CarriedWork.callerIsBound() && unit.bindsCaller()) {
            table.remove(unit);
            unit.end();
        }
    }

    /** Returns the unit that the calling thread was started for; null if it is unknown. */
    @Nullable
    Handoff unitOfCaller() {
        return table.peek(OWNER, Thread.currentThread());
    }
}
