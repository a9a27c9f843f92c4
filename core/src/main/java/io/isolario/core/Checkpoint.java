package io.isolario.core;

/**
 * A state of a sandbox to go back to: the data, mails and so on that it had when {@link Sandbox#checkpoint()} was called.
 *
 * <p>A nested sandbox is a checkpoint for the length of a block; what is done in the block is undone at its end:
 *
 * <pre>{@code
 * arrange();
 * try (Checkpoint nested = sandbox.checkpoint()) {
 *     shop.order("book");
 * }                                            // no book was ordered
 * }</pre>
 *
 * <h2>Notes and cautions</h2>
 *
 * <ul>
 *   <li>Checkpoints are a stack: going back to one gives up those that were taken after it.
 *   <li>What the application keeps in its own memory (caches, counters, loaded entities) does not go back.
 *   <li>Ids from sequences are not given twice, the journal goes on, and cleanups stay registered until the sandbox ends.
 * </ul>
 *
 * <p>Thread-safe.
 */
public interface Checkpoint extends AutoCloseable {

    /**
     * Puts the sandbox back into this state, as often as you like. Waits until its work has ended, for the drain timeout at most.
     *
     * @throws QuiescenceTimeoutException if work is still outstanding then
     * @throws IllegalStateException if this checkpoint was given up, or a resource cannot be put back; the message says why
     * @throws SandboxEndedException if the sandbox has ended
     */
    void restore();

    /**
     * Puts the sandbox back into this state and gives the checkpoint up; does nothing when it was given up before, or when the
     * sandbox has ended.
     *
     * @throws QuiescenceTimeoutException if work is outstanding and does not end within the drain timeout
     * @throws IllegalStateException if a resource cannot be put back; the message says why
     */
    @Override
    void close();
}
