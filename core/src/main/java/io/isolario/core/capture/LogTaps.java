package io.isolario.core.capture;

import io.isolario.core.SandboxRegistry;
import java.util.Optional;
import java.util.ServiceLoader;
import org.slf4j.LoggerFactory;

/** Finds who can take the lines of this JVM. */
final class LogTaps {

    private LogTaps() {}

    static Optional<LogTapProvider> provider() {
        return ServiceLoader.load(LogTapProvider.class, LogTapProvider.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(LogTapProvider::takesLogOfThisJvm)
                .findFirst();
    }

    static LogTap of(SandboxRegistry registry) {
        return provider().map(provider -> provider.tap(registry)).orElseGet(LogTaps::absent);
    }

    private static LogTap absent() {
        return library().startsWith("ch.qos.logback.") ? AbsentTap.MISSING : AbsentTap.LEFT_TO_APPLICATION;
    }

    /** Returns the class of the library that this JVM logs through. */
    static String library() {
        return LoggerFactory.getILoggerFactory().getClass().getName();
    }
}
