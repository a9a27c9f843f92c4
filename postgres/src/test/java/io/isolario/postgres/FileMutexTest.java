package io.isolario.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMutexTest {

    private final Path directory;

    FileMutexTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void namesTheHolderWhenTheWaitIsOver() throws Exception {
        Path file = directory.resolve("start.lock");
        try (FileMutex held = FileMutex.acquire(file, Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> FileMutex.acquire(file, Duration.ZERO).close())
                    .isInstanceOf(TimeoutException.class)
                    .hasMessage("process %d has held the lock %s for more than 0 s"
                            .formatted(ProcessHandle.current().pid(), file));
        }
        assertThat(FileMutex.isHeld(file)).isFalse();
    }

    @Test
    void isNotHeldWhereThereIsNoFile() throws Exception {
        assertThat(FileMutex.isHeld(directory.resolve("absent"))).isFalse();
        assertThat(directory.resolve("absent")).doesNotExist();
    }
}
