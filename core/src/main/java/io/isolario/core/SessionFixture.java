package io.isolario.core;

/**
 * What one session of a {@link SandboxResource} did to its data.
 *
 * <p>For implementors. Implementations are immutable or thread-safe: sandboxes are opened concurrently.
 */
@FunctionalInterface
public interface SessionFixture {

    /** A session that has nothing to pass on. */
    SessionFixture NOTHING = session -> {};

    /**
     * Makes a session begin with what was done, as if it had been there before the session was opened: its undo returns to what
     * was before.
     *
     * @param session a session of the same resource, just opened or just reset
     * @throws Exception if that cannot be had; the sandbox is then not opened
     */
    void arrange(ResourceSession session) throws Exception;
}
