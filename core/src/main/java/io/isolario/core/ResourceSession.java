package io.isolario.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The part that one sandbox has of a {@link SandboxResource}.
 *
 * <p>For implementors. At the end of a sandbox the steps are called in the order of their declaration here, each step for all
 * resources in reverse order of opening, each whatever became of those before. {@link #verify} and later ones are called after
 * the drain. All default to doing nothing. They are called by one thread at a time, not always by the same one.
 */
public interface ResourceSession {

    /**
     * Puts back the state that the session had when it was opened, while the sandbox stays open.
     *
     * @throws Exception if that state cannot be had; {@link Sandbox#reset()} reports it
     */
    default void reset() throws Exception {}

    /**
     * Takes what there is only a limited number of, which the session otherwise takes when it is first used. Called once, before the
     * sandbox is used, if the opening thread should wait then; see {@link SandboxOptions.Builder#reserving}.
     *
     * @param patience how long to wait at most, zero for not at all
     * @throws CapacityExceededException if others have all there is; the sandbox is then not opened
     */
    default void reserve(Duration patience) throws Exception {}

    /** Called once, before the sandbox is used, if other sessions are to begin with what is done in this one. */
    default void arrangeForOthers() throws Exception {}

    /**
     * Returns what was done to data so far, for other sessions of this resource to begin with. Called when no work is outstanding.
     * What belongs to the sandbox alone, such as its mails, is not passed on.
     *
     * @return empty if it was done to data but cannot be passed on and has to be done again
     * @throws RefusalException if something was done that no other session can begin with
     */
    default Optional<SessionFixture> fixture() throws Exception {
        return Optional.of(SessionFixture.NOTHING);
    }

    /**
     * Remembers the state that the session has now, for {@link Sandbox#checkpoint()}.
     *
     * @return what goes back to it; empty when this session can only go back to its beginning, which refuses the checkpoint
     * @throws Exception if no state can be remembered; a {@link RefusalException} is passed on as it is
     */
    default Optional<Mark> mark() throws Exception {
        return Optional.empty();
    }

    /** Stops what this session runs on its own: consumers, timers, servers. */
    default void stop() throws Exception {}

    /** Returns what the test should fail for, each as a full message; empty when all is well. */
    default List<String> verify() throws Exception {
        return List.of();
    }

    /**
     * Undoes what the sandbox did. From now on nothing of the sandbox may reach this resource: later attempts fail.
     */
    default void undo() throws Exception {}

    /** Gives back what the session holds. Also called when opening a later resource failed; then it is the only step. */
    default void release() throws Exception {}

    /**
     * A state of a session to go back to. Marks are a stack: going back to one makes those taken after it useless, and they are not
     * used again.
     */
    interface Mark {

        /** Remembers nothing, for a session without state. */
        Mark NOTHING = () -> {};

        /** Goes back to the state; can be called again. */
        void restore() throws Exception;

        /** Goes back to the state and gives the mark up. */
        default void undo() throws Exception {
            restore();
        }
    }
}
