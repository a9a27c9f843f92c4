package io.isolario.core.capture;

import io.isolario.core.event.LogEntry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Words the lines of a log for people. */
final class LogText {

    private LogText() {}

    static String of(List<LogEntry> lines, long dropped) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        if (dropped > 0) {
            out.println("(" + dropped + " older lines fell out)");
        }
        for (LogEntry line : lines) {
            out.println(line.time() + " " + line.level() + " [" + line.thread() + "] " + line.logger() + ": "
                    + line.message());
            line.failure().ifPresent(failure -> failure.printStackTrace(out));
        }
        return text.toString();
    }
}
