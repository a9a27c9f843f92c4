package io.isolario.core.event;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CheckReturnValue;
import io.isolario.core.QuiescenceTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * What came in one sandbox, in order, whatever thread it came on; others' is not among it.
 *
 * <pre>{@code
 * OrderPlaced placed = sandbox.events(OrderPlaced.class).awaitOne();
 * sandbox.events(OrderCancelled.class).none();
 * }</pre>
 *
 * <p>It begins with the sandbox, so nothing has to be set up before the application is called. The {@code await} methods return as
 * soon as what they wait for is there; the others first wait until the sandbox is quiescent. Waits are woken by what comes,
 * nothing is polled. What comes after a wait has failed is added to the failure of that wait as a suppressed exception: it was too
 * late, which is not the same as never.
 *
 * <p>Views that narrow it down see what comes later too. Thread-safe.
 *
 * @param <E> what comes
 */
public interface Events<E> {

    /**
     * Returns the oldest as soon as there is one, waiting for the drain timeout of the sandbox at most.
     *
     * @throws AssertionError if there is none by then; the message says what came instead
     */
    @CanIgnoreReturnValue
    E awaitOne();

    /**
     * Returns the oldest as soon as there is one, waiting for {@code timeout} at most.
     *
     * @throws AssertionError if there is none by then; the message says what came instead
     */
    @CanIgnoreReturnValue
    E awaitOne(Duration timeout);

    /**
     * Returns the oldest {@code count} as soon as there are so many, waiting for the drain timeout of the sandbox at most.
     *
     * @throws AssertionError if there are fewer by then; the message says what came instead
     */
    @CanIgnoreReturnValue
    List<E> await(int count);

    /**
     * Returns all so far, oldest first, once all work of the sandbox has ended.
     *
     * @throws QuiescenceTimeoutException if work is still outstanding after the drain timeout of the sandbox
     */
    List<E> all();

    /**
     * Returns the only one, once all work of the sandbox has ended.
     *
     * @throws AssertionError if there is none, or more than one; the message lists them
     * @throws QuiescenceTimeoutException if work is still outstanding after the drain timeout of the sandbox
     */
    @CanIgnoreReturnValue
    E single();

    /**
     * Checks that there is none, once all work of the sandbox has ended. What comes later is not looked at.
     *
     * @throws AssertionError if there are some; the message lists them
     * @throws QuiescenceTimeoutException if work is still outstanding after the drain timeout of the sandbox
     */
    void none();

    /**
     * Returns a view of those that fulfil a condition.
     *
     * @param description which these are, as it reads after "that": "is for ana", say
     * @param condition called on the thread that waits or that publishes; it should be fast
     */
    @CheckReturnValue
    Events<E> matching(String description, Predicate<? super E> condition);

    /** Returns how many old ones, whether of this view or not, were dropped to keep within bounds. */
    long dropped();

    /** A resource session that has the events of one sandbox. */
    interface Source {

        /** Returns the events of a type, and of its subtypes. */
        <E> Events<E> of(Class<E> type);
    }
}
