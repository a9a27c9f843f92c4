package io.isolario.core.tracking;

/** Takes a unit of work to the thread that runs it; the tracker asks it, and informs it of the end of the sandbox. */
public interface UnitCarrier {

    /** Returns whether the unit may live as long as its sandbox. */
    boolean isHosted();

    /** Returns whether the thread that ran the unit abandoned it without ending it. */
    boolean isLeftBehind();

    /** Called when the sandbox has ended before the unit ran. */
    void endedBeforeItRan();

    /** Called when the sandbox has ended while the thread that runs the unit was idle. */
    void endedWhileIdle();
}
