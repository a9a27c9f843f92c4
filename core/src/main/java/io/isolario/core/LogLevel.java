package io.isolario.core;

/** How grave a line of the log is, the slightest first. */
public enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR,
    /** Graver than any line; as a threshold it means none. */
    OFF
}
