package io.isolario.agent.hook.thread;

import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.agent.hook.handoff.Initialization;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one thread is working on, as far as the agent gave it to it. Confined to its thread. */
public final class ThreadState {

    private static final ThreadLocal<ThreadState> STATES = new ThreadLocal<>();

    private final TakenElements taken = new TakenElements();
    private final QueueVisits visits = new QueueVisits();
    private @Nullable BorrowedElements borrowed;
    private @Nullable Handoff task;
    private boolean taskKnown;
    private int quiet;

    private ThreadState() {}

    /** Initialises the classes that the hooks need from this package; see {@code HookPreloading}. */
    public static void prepare() {
        Initialization.of(List.of(
                TakenElements.class, BorrowedElements.class, NestedUnit.class, QueueVisits.class, ThreadState.class));
    }

    public static ThreadState here() {
        ThreadState state = STATES.get();
        if (state == null) {
            state = new ThreadState();
            STATES.set(state);
        }
        return state;
    }

    public static @Nullable ThreadState hereIfAny() {
        return STATES.get();
    }

    /** Returns the elements that the thread took from queues and still works on. */
    public TakenElements takenElements() {
        return taken;
    }

    /** Returns what the thread did at queues without a way to wait. */
    public QueueVisits visits() {
        return visits;
    }

    /** Returns whether the task that the worker runs now has been looked up; only the first of several calls returns false. */
    public boolean taskKnown() {
        boolean before = taskKnown;
        taskKnown = true;
        return before;
    }

    public void runs(Handoff unit) {
        task = unit;
    }

    /** Ends what the thread was working on: it asks for more, or leaves. */
    public void next() {
        taskKnown = false;
        taken.end();
        taken.forgetServed();
        Handoff ended = task;
        task = null;
        if (ended != null) {
            ended.end();
        }
    }

    /** From here on, queues and threads that this thread uses are a part of a hand-over that is known already. */
    public void quieten() {
        quiet++;
    }

    public void unquieten() {
        quiet--;
    }

    public boolean isQuiet() {
        return quiet > 0;
    }

    /** Returns the task of a pool or timer that the thread runs; null if it runs none that is followed. */
    @Nullable
    public Handoff task() {
        return task;
    }

    /** Remembers an element of nobody that was taken on behalf of a sandbox. */
    public void borrows(Object queue, Object element) {
        BorrowedElements all = borrowed;
        if (all == null) {
            all = new BorrowedElements();
            borrowed = all;
        }
        all.add(queue, element);
    }

    /** Returns whether the thread puts an element back where it took it: that is a pool of objects, and no message. */
    public boolean returns(Object queue, Object element) {
        return borrowed != null && borrowed.giveBack(queue, element);
    }
}
