package io.isolario.doubles;

import io.isolario.core.doubles.TracedCall;
import java.util.stream.Collectors;

/** Words a call that has begun: arguments, thread, work. */
final class Arrived {

    private Arrived() {}

    static String describe(TracedCall call) {
        return call.arguments().stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"))
                + " on thread \"" + call.thread() + "\"" + TracedCall.describe(call.work());
    }
}
