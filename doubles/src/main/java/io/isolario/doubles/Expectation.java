package io.isolario.doubles;

import io.isolario.core.Sandbox;
import io.isolario.core.doubles.Answer;
import io.isolario.core.doubles.TracedCall;
import java.util.ArrayList;
import java.util.List;

/** A number of calls that a test expects. Confined to the lock of {@link ExpectedCalls}. */
final class Expectation {

    private static final int KEPT = 20;

    private final Class<?> type;
    private final String method;
    private final int times;
    private final Answer answer;
    private final boolean ordered;
    private final List<TracedCall> came = new ArrayList<>();
    private int consumed;

    Expectation(Class<?> type, String method, int times, Answer answer, boolean ordered) {
        this.type = type;
        this.method = method;
        this.times = times;
        this.answer = answer;
        this.ordered = ordered;
    }

    Class<?> type() {
        return type;
    }

    String methodName() {
        return method;
    }

    int times() {
        return times;
    }

    Answer answer() {
        return answer;
    }

    boolean isOrdered() {
        return ordered;
    }

    boolean isMissing() {
        return consumed < times;
    }

    void consume(TracedCall call) {
        consumed++;
        if (came.size() < KEPT) {
            came.add(call);
        }
    }

    @Override
    public String toString() {
        return type.getSimpleName() + "." + method + " (" + Listing.times(times, "call") + " expected, " + consumed
                + " came)";
    }

    String describeMissing(Sandbox sandbox) {
        StringBuilder text = new StringBuilder("Expected " + Listing.times(times, "call") + " of "
                + type.getSimpleName() + "." + method + " in sandbox " + sandbox + ", but "
                + (consumed == 0 ? "none has come." : Listing.times(consumed, "has", "have") + " come:"));
        came.forEach(call -> text.append("\n- ").append(call.method()).append(Arrived.describe(call)));
        return text.append(
                        "\nIf the call comes later, wait for it in the test: expectations.await(), or sandbox.awaitQuiescence().")
                .toString();
    }
}
