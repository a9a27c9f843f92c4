package io.isolario.agent.hook.thread;

import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.agent.hook.handoff.Initialization;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one thread works on, as far as hooks saw it start. Confined to its thread. */
public final class ThreadState {

    private static final ThreadLocal<ThreadState> STATES = new ThreadLocal<>();

    private final TakenElements takenElements = new TakenElements();
    private final QueueVisits queueVisits = new QueueVisits();
    private @Nullable BorrowedElements borrowed;
    private @Nullable Handoff task;
    private boolean taskKnown;
    private int quiet;

    private ThreadState() {}

    /** Initialises the classes of this package. */
    public static void preload() {
        Initialization.of(List.of(
                BorrowedElements.class, NestedUnit.class, QueueVisits.class, TakenElements.class, ThreadState.class));
    }

    /** Returns the state of the calling thread. */
    public static ThreadState here() {
        ThreadState state = STATES.get();
        if (state == null) {
            state = new ThreadState();
            STATES.set(state);
        }
        return state;
    }

    /** Returns the state of the calling thread; null if no hook has needed one. */
    public static @Nullable ThreadState hereIfAny() {
        return STATES.get();
    }

    /** Returns the elements that the thread took from queues and still works on. */
    public TakenElements takenElements() {
        return takenElements;
    }

    /** Returns what the thread did at queues that offer no way to wait. */
    public QueueVisits queueVisits() {
        return queueVisits;
    }

    /** Returns whether the task that the worker runs has been looked up before; false once for each task. */
    public boolean taskKnown() {
        boolean before = taskKnown;
        taskKnown = true;
        return before;
    }

    /** Sets the unit that the thread runs. */
    public void runs(Handoff unit) {
        task = unit;
    }

    /** Ends what the thread works on: it asks for its next task, or ends. */
    public void next() {
        taskKnown = false;
        takenElements.end();
        takenElements.forgetServed();
        Handoff ended = task;
        task = null;
        if (ended != null) {
            ended.end();
        }
    }

    /** Ignores queues and threads that this thread uses from now on: they are part of a hand-over that has its unit already. */
    public void quieten() {
        quiet++;
    }

    /** Takes one {@link #quieten()} back. */
    public void unquieten() {
        quiet--;
    }

    /** Returns whether queues and threads that this thread uses are ignored. */
    public boolean isQuiet() {
        return quiet > 0;
    }

    /** Returns the unit of the task that the thread runs; null if there is none. */
    public @Nullable Handoff task() {
        return task;
    }

    /** Remembers an element that the thread took in a sandbox although no sandbox had put it into the queue. */
    public void borrows(Object queue, Object element) {
        BorrowedElements all = borrowed;
        if (all == null) {
            all = new BorrowedElements();
            borrowed = all;
        }
        all.add(queue, element);
    }

    /** Returns whether the thread puts a borrowed element back: that makes the queue a pool of objects, and the element no work. */
    public boolean returns(Object queue, Object element) {
        return borrowed != null && borrowed.giveBack(queue, element);
    }
}
