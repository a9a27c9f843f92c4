package io.isolario.core.capture;

/** Takes no lines, because no provider can. */
enum AbsentTap implements LogTap {
    /** The application calls {@link CapturedLogs#add} itself. */
    LEFT_TO_APPLICATION,
    /** The JVM logs through Logback, but the module that taps it is not there. */
    MISSING;

    @Override
    public void open() {}

    @Override
    public void again() {}

    @Override
    public void close() {}
}
