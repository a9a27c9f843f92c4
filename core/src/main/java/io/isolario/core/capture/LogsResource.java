package io.isolario.core.capture;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import io.isolario.core.event.LogLevel;

/** The resource of the log; it taps the log of this JVM for its registry. */
final class LogsResource implements SandboxResource<CapturedLogs> {

    private final LogLevel failFrom;
    // Set when the registry is built, before it opens anything.
    private volatile LogTap tap = AbsentTap.LEFT_TO_APPLICATION;

    LogsResource(LogLevel failFrom) {
        this.failFrom = failFrom;
    }

    @Override
    public String name() {
        return "logs";
    }

    @Override
    public Class<CapturedLogs> sessionType() {
        return CapturedLogs.class;
    }

    @Override
    public void attach(SandboxRegistry registry) {
        tap = LogTaps.of(registry);
    }

    @Override
    public CapturedLogs open(ManagedSandbox sandbox) {
        tap.open();
        return new CapturedLogs(sandbox, tap, failFrom);
    }

    void tapAgain() {
        tap.again();
    }
}
