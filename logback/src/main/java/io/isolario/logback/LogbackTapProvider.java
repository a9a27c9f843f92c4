package io.isolario.logback;

import io.isolario.core.SandboxRegistry;
import io.isolario.core.capture.LogTap;
import io.isolario.core.capture.LogTapProvider;
import org.slf4j.LoggerFactory;

/** Taps Logback if this JVM logs through it; found by {@link java.util.ServiceLoader}. */
public final class LogbackTapProvider implements LogTapProvider {

    /** Called by the service loader. */
    public LogbackTapProvider() {}

    @Override
    public boolean takesLogOfThisJvm() {
        // By name: without Logback its classes cannot be loaded.
        return LoggerFactory.getILoggerFactory().getClass().getName().equals("ch.qos.logback.classic.LoggerContext");
    }

    @Override
    public LogTap tap(SandboxRegistry registry) {
        return LogbackTap.of(registry);
    }
}
