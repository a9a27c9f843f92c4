package io.isolario.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageTest {

    private final Path directory;

    StorageTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void takesTheTemporaryDirectoryWhereThereIsNoSharedMemory() throws IOException {
        assertThat(Storage.choose(directory.resolve("absent"), directory).root())
                .isEqualTo(directory);
    }

    @ParameterizedTest
    @CsvSource({"100, 2GB", "8, 2GB", "4, 1GB", "3, 768MB", "1, 256MB", "0, 64MB"})
    void letsTheWriteAheadLogTakeAQuarterOfTheRoom(long freeGigabytes, String expected) {
        assertThat(new Storage(directory, freeGigabytes << 30).maxWalSize()).isEqualTo(expected);
    }
}
