package io.isolario.core;

import java.util.List;

/**
 * The mails that the application sent inside one sandbox.
 *
 * <p>Each query first waits until the sandbox is quiescent, so a mail that is sent after commit by another thread is there when
 * the query answers. Thread-safe.
 */
public interface Mails {

    /**
     * Returns the mails sent so far, oldest first, once all work of the sandbox has ended.
     *
     * @throws QuiescenceTimeoutException if work is still outstanding after the drain timeout of the sandbox
     */
    List<Mail> all();

    /**
     * Returns the only mail, once all work of the sandbox has ended.
     *
     * @throws AssertionError if there is none, or more than one; the message lists them
     * @throws QuiescenceTimeoutException if work is still outstanding after the drain timeout of the sandbox
     */
    Mail single();

    /** Returns a view of the mails that have {@code address} among their recipients; the case of letters does not count. */
    Mails to(String address);
}
