package io.isolario.agent.hook.handoff;

/** How to run a delayed task before it is due. Thread-safe. */
public interface EarlyRun {

    /** Returns how long it is until the task is due, in nanoseconds; negative if it is overdue. */
    long dueInNanos();

    /** Runs the task of {@code unit} on the calling thread; returns whether it ran. */
    boolean run(Handoff unit);

    /** Returns whether the task runs many times, each time as a unit of its own. */
    default boolean isPeriodic() {
        return false;
    }

    /** Returns whether the calling thread is cancelling the task in order to run it. */
    default boolean isCancellingToRun() {
        return false;
    }
}
