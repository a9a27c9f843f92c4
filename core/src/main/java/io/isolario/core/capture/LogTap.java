package io.isolario.core.capture;

import io.isolario.core.SandboxRegistry;
import org.slf4j.LoggerFactory;

/** Where the log of this JVM is taken from, while sandboxes are open. */
interface LogTap {

    /** Takes nothing, for a JVM whose log cannot be had: then somebody else calls {@link CapturedLogs#add}. */
    LogTap NONE = new LogTap() {
        @Override
        public void open() {}

        @Override
        public void again() {}

        @Override
        public void close() {}
    };

    /** Called for each sandbox that opens. */
    void open();

    /** Called when the log may have been configured anew. */
    void again();

    /** Called for each sandbox that has ended. */
    void close();

    static boolean isLogback() {
        return LoggerFactory.getILoggerFactory().getClass().getName().equals("ch.qos.logback.classic.LoggerContext");
    }

    static LogTap of(SandboxRegistry registry) {
        return isLogback() ? LogbackTap.of(registry) : NONE;
    }
}
