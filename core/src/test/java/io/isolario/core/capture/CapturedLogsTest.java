package io.isolario.core.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.NothingLeaks;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.event.LogEntry;
import io.isolario.core.event.LogLevel;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** The log where no module of Isolario reads the logging library. */
@ExtendWith(NothingLeaks.class)
class CapturedLogsTest {

    private static final LogEntry LINE =
            new LogEntry(Instant.EPOCH, LogLevel.INFO, "shop", "main", "paid", Optional.empty());

    private final SandboxRegistry registry =
            SandboxRegistry.builder("shop").resource(CapturedLogs.resource()).build();
    private final ManagedSandbox sandbox =
            registry.open(SandboxOptions.builder("ana").build());

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void linesThatTheApplicationAddsAreRead() {
        sandbox.session(CapturedLogs.class).add(LINE);

        assertThat(sandbox.logs().single()).isEqualTo(LINE);
    }

    @Test
    void linesAreNotTakenByThemselvesWithoutAProvider() {
        LoggerFactory.getLogger("shop").error("nobody takes this");

        assertThat(CapturedLogs.takesLinesByItself()).isFalse();
        assertThat(sandbox.logs().all()).isEmpty();
    }

    @Test
    void logsAreRefusedWhereLogbackIsNotTapped() {
        CapturedLogs logs = new CapturedLogs(sandbox, AbsentTap.MISSING, LogLevel.ERROR);

        assertThatExceptionOfType(RefusalException.class)
                .isThrownBy(logs::everything)
                .withMessage("Nothing takes the log lines of sandbox " + sandbox
                        + ": this JVM logs by org.slf4j.simple.SimpleLoggerFactory, and what reads Logback is not on the"
                        + " class path. Add the artifact io.isolario:isolario-logback with scope test.");
    }

    @Test
    void logsAreRefusedWhereNothingCapturesThem() {
        try (SandboxRegistry bare = SandboxRegistry.builder("bare").build()) {
            ManagedSandbox without = bare.open(SandboxOptions.builder("without").build());

            assertThatExceptionOfType(RefusalException.class)
                    .isThrownBy(without::logs)
                    .withMessageEndingWith("Both read Logback; this JVM logs by org.slf4j.simple.SimpleLoggerFactory.");
        }
    }
}
