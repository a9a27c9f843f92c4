package io.isolario.core.work;

import io.isolario.core.Sandbox;

/**
 * One unit of work of a sandbox, outstanding from {@link Sandbox#begin} to {@link #end()}.
 *
 * <p>Thread-safe: it may begin on one thread, run on a second and end on a third.
 */
public interface Work {

    /** Says that the calling thread runs this unit from now on; a report of outstanding work then shows its stack. */
    void runningHere();

    /** Ends the unit, however it went; does nothing when it has ended before. */
    void end();
}
