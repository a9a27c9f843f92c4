package io.isolario.postgres;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What runs on this machine. */
final class Machine {

    /** Shared by most tests, so that the programs are unpacked once. */
    static final Path CACHE = Path.of("target", "postgres-cache").toAbsolutePath();

    private Machine() {}

    /** Returns the living processes that have the text among their arguments: servers and guards name their directories. */
    static List<Long> processesMentioning(String text) {
        return ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> Arrays.stream(arguments).anyMatch(argument -> argument.contains(text)))
                        .orElse(false))
                .map(ProcessHandle::pid)
                .toList();
    }

    static void awaitNoProcessMentioning(String text) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(processesMentioning(text))
                        .isEmpty());
    }

    static void awaitDeath(long pid) {
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }
}
