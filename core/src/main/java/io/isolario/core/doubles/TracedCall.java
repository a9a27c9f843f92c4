package io.isolario.core.doubles;

import io.isolario.core.work.PendingWork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A call of a method, as a {@link Trace} recorded it.
 *
 * @param method its class and name, for example {@code Analytics.record}
 * @param receiver the object that it was called on; null for a static method
 * @param arguments what it was called with, null for null; objects that change are not copied
 * @param result what it returned; null also for a void method, or when it failed
 * @param failure what it threw; empty when it returned
 * @param thread the name of the thread that called it
 * @param work the chain of work that led there: the unit that the thread ran, the one that submitted it, and so on; empty when the
 *     thread ran none, as that of a test does not
 */
public record TracedCall(
        String method,
        @Nullable Object receiver,
        List<Object> arguments,
        @Nullable Object result,
        Optional<Throwable> failure,
        String thread,
        List<PendingWork> work) {

    /** Keeps unmodifiable copies. */
    public TracedCall {
        arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
        work = List.copyOf(work);
    }

    /** Returns the call as a line of a message: method, arguments, outcome, thread, work. */
    public String describe() {
        String given = arguments.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
        String outcome = failure.map(thrown -> " threw " + thrown).orElseGet(() -> " returned " + result);
        return method + given + outcome + " on thread \"" + thread + "\"" + describe(work);
    }

    /** Returns a chain of work as a part of a message; empty when there is none. */
    public static String describe(List<PendingWork> work) {
        return work.stream()
                .map(unit -> " in " + unit.kind().name().toLowerCase(Locale.ROOT) + " \"" + unit.description()
                        + "\" begun by thread \"" + unit.submittedBy() + "\"")
                .collect(Collectors.joining(","));
    }
}
