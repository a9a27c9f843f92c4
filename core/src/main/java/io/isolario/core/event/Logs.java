package io.isolario.core.event;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.function.Predicate;

/**
 * The lines that the application logged in one sandbox, on whatever thread.
 *
 * <pre>{@code
 * sandbox.logs().from(PaymentService.class).containing("declined").awaitOne();
 * sandbox.logs().expectError("card 4711 is blocked");      // before or after it is logged
 * }</pre>
 *
 * <p>Only lines are seen that the logging library is configured to log at all. By default an unexpected ERROR fails
 * the test; the registry's configuration can set another level, or none. Thread-safe.
 */
public interface Logs extends Events<LogEntry> {

    @Override
    @CheckReturnValue
    Logs matching(String description, Predicate<? super LogEntry> condition);

    /** Returns a view of the lines whose message, or the message or type of whose exception, contains {@code text}. */
    @CheckReturnValue
    Logs containing(String text);

    /** Returns a view of the lines at this level or above. */
    @CheckReturnValue
    Logs atLeast(LogLevel level);

    /** Returns a view of the lines of one logger and of those below it. */
    @CheckReturnValue
    Logs from(String logger);

    /** Returns a view of the lines of the logger of a class. */
    @CheckReturnValue
    Logs from(Class<?> logger);

    /**
     * Says that lines that would fail the test are expected if they contain {@code text}, whether they came or are to come. At
     * least one must have come at the end of the sandbox, or the test fails for that.
     *
     * @param text part of the message, or of the message or type of the exception
     */
    void expectError(String text);

    /** Says that in this sandbox no line fails the test. */
    void allowErrors();

    /** A resource session that has the lines of one sandbox. */
    interface Source {

        /** Returns all lines. */
        Logs everything();
    }

    /** Returns all lines kept, oldest first, as text for people, without waiting for anything. */
    String text();
}
