package io.isolario.core.event;

import com.google.errorprone.annotations.CheckReturnValue;
import io.isolario.core.QuiescenceTimeoutException;
import java.util.List;
import java.util.function.Predicate;

/**
 * The mails that the application sent inside one sandbox.
 *
 * <p>{@link #all()}, {@link #single()} and {@link #none()} first wait until the sandbox is quiescent, so a mail that is sent after
 * commit by another thread is there when they answer. {@link #awaitOne()} returns as soon as a mail is there. Thread-safe.
 */
public interface Mails extends Events<Mail> {

    /**
     * Returns the mails sent so far, oldest first, once all work of the sandbox has ended.
     *
     * @throws QuiescenceTimeoutException if work is still outstanding after the drain timeout of the sandbox
     */
    @Override
    List<Mail> all();

    /**
     * Returns the only mail, once all work of the sandbox has ended.
     *
     * @throws AssertionError if there is none, or more than one; the message lists them
     * @throws QuiescenceTimeoutException if work is still outstanding after the drain timeout of the sandbox
     */
    @Override
    Mail single();

    /** Returns a view of the mails that have {@code address} among their recipients; the case of letters does not count. */
    @CheckReturnValue
    Mails to(String address);

    @Override
    @CheckReturnValue
    Mails matching(String description, Predicate<? super Mail> condition);
}
