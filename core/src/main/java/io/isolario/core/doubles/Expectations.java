package io.isolario.core.doubles;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.isolario.core.RefusalException;
import java.time.Duration;

/**
 * Which calls of the methods of a type a test expects, and what they get. Any thread of the sandbox consumes them, each exactly once.
 *
 * <pre>{@code
 * sandbox.expect(Payments.class)
 *         .expect("charge", call -> Receipt.of("r-1"))     // first call
 *         .expect("charge", call -> Receipt.of("r-2"))     // second call
 *         .stub("rate", Answer.of(0.19))                   // any number, also none
 *         .deny("refund");                                 // never
 * }</pre>
 *
 * <p>Expectations of a method are consumed in the order in which they were declared; once they are used up, its stub answers. A call
 * that nothing answers fails with an {@link AssertionError} at the caller, and fails the test too, whatever the application makes of
 * the error. Calls that are still missing fail the test when its sandbox ends.
 *
 * <p>Methods are named; one name stands for all methods of this name. Thread-safe.
 */
public interface Expectations {

    /**
     * Expects one call.
     *
     * @throws RefusalException if the type has no method of this name
     */
    @CanIgnoreReturnValue
    default Expectations expect(String method, Answer answer) {
        return expect(method, 1, answer);
    }

    /**
     * Expects {@code times} calls. An earlier stub of the method is dropped: a call too many is then unexpected.
     *
     * @param times zero for none, as with {@link #deny}
     * @throws IllegalArgumentException if {@code times} is negative
     * @throws RefusalException if the type has no method of this name
     */
    @CanIgnoreReturnValue
    Expectations expect(String method, int times, Answer answer);

    /**
     * Answers any number of calls, also none, once all that were expected have come. It replaces an earlier stub of the method.
     *
     * @throws RefusalException if the type has no method of this name
     */
    @CanIgnoreReturnValue
    Expectations stub(String method, Answer answer);

    /**
     * Expects no call, and drops an earlier stub of the method.
     *
     * @throws RefusalException if the type has no method of this name
     */
    @CanIgnoreReturnValue
    default Expectations deny(String method) {
        return expect(method, 0, Answer.of(null));
    }

    /**
     * Makes expectations that are declared from now on hold in their order, also across methods and types: one that is met while an
     * earlier one still misses calls fails the test.
     */
    @CanIgnoreReturnValue
    Expectations inOrder();

    /**
     * Checks that all calls expected so far have come, and no others; can be called again and again.
     *
     * @throws AssertionError if not; the message says what was expected and what came, from which thread and work
     */
    void verify();

    /**
     * Returns when all calls expected so far have come; by signal.
     *
     * @throws AssertionError if some are missing after the drain timeout of the sandbox, or others came
     */
    void await();

    /**
     * Like {@link #await()}, waiting for {@code timeout} at most.
     *
     * @throws AssertionError if some are missing then, or others came
     */
    void await(Duration timeout);
}
