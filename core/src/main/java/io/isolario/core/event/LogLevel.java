package io.isolario.core.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How grave a line of the log is, the slightest first. */
public enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR,
    /** Graver than any line; as a threshold it means none. */
    OFF;

    /** Returns the level of a name in either case. */
    public static LogLevel named(String name) {
        return Arrays.stream(values())
                .filter(level -> level.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no level \"" + name + "\" of log lines. There are: "
                                + Arrays.stream(values())
                                        .map(level -> level.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
