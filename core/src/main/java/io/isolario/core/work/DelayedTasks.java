package io.isolario.core.work;

import io.isolario.core.Sandbox;

/** The tasks of a sandbox that are due later or again and again, and that quiescence does not wait for. Thread-safe. */
public interface DelayedTasks {

    /**
     * Runs each of them once, now and on the calling thread, in the order in which they are due. A task that was to run once has
     * run then; one that is periodic runs again at its times. What they set off is work as always: await its end with {@link
     * Sandbox#awaitQuiescence()}.
     *
     * <p>Tasks that are added meanwhile are left alone, as is one that is running already. Only an agent sees such tasks; without
     * one there are none. A task that throws fails as it would on its own thread, which for a {@link java.util.TimerTask} means
     * that this method throws it, after the others have run.
     *
     * @return how many ran
     */
    int runAll();
}
