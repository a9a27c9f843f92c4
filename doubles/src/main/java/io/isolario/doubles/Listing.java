package io.isolario.doubles;

import io.isolario.core.Sandbox;
import io.isolario.core.doubles.TracedCall;
import io.isolario.core.work.PendingWork;
import java.time.Duration;
import java.util.List;

/** Words lists and numbers for messages. */
final class Listing {

    private static final int SHOWN = 20;

    private Listing() {}

    static String of(List<TracedCall> calls) {
        StringBuilder text = new StringBuilder();
        calls.stream().limit(SHOWN).forEach(call -> text.append("\n- ").append(call.describe()));
        if (calls.size() > SHOWN) {
            text.append("\n- … ").append(calls.size() - SHOWN).append(" more");
        }
        return text.toString();
    }

    static String outstanding(Sandbox sandbox) {
        List<PendingWork> pending = sandbox.pendingWork();
        StringBuilder text = new StringBuilder();
        if (pending.isEmpty()) {
            return "\nNo work of the sandbox is outstanding: what would call it has ended, never began, or is nobody's.";
        }
        text.append("\nOutstanding work of the sandbox:");
        pending.stream().limit(SHOWN).forEach(unit -> text.append("\n- ").append(unit.describe()));
        return text.toString();
    }

    static String times(int number, String noun) {
        return times(number, noun, noun + "s");
    }

    static String times(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    static String millis(Duration duration) {
        return duration.toMillis() + " ms";
    }
}
