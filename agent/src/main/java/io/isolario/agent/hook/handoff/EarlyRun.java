package io.isolario.agent.hook.handoff;

/** How to run a delayed task before it is due. Thread-safe. */
public interface EarlyRun {

    long dueInNanos();

    /** Runs the task on the calling thread; returns whether it ran. */
    boolean run(Handoff unit);

    /** Returns whether the unit stands for many runs, each of which is a unit of its own. */
    default boolean isPeriodic() {
        return false;
    }

    /** Returns whether the calling thread is cancelling the task in order to run it; that does not end the unit. */
    default boolean isCancellingToRun() {
        return false;
    }
}
