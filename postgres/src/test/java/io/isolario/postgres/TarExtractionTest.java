package io.isolario.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarExtractionTest {

    private final Path parent;

    TarExtractionTest(@TempDir Path parent) {
        this.parent = parent;
    }

    @Test
    void writesFilesDirectoriesLinksAndTheExecutableBit() throws IOException {
        Path root = extract(new Tar()
                .entry("empty/", '5', "", "")
                .entry("bin/run", '0', "", "content")
                .entry("lib/latest", '2', "../bin/run", "")
                .entry("hard", '1', "bin/run", ""));

        assertThat(root.resolve("empty")).isDirectory();
        assertThat(root.resolve("bin/run")).hasContent("content").isExecutable();
        assertThat(root.resolve("lib/latest")).isSymbolicLink().hasContent("content");
        assertThat(root.resolve("hard")).hasContent("content");
    }

    @Test
    void readsLongNamesOfGnuTarAndPax() throws IOException {
        String name = "directory/".repeat(15) + "file";
        String paxRecord = " path=pax/" + name + "\n";
        int length = paxRecord.length() + 3;

        Path root = extract(new Tar()
                .entry("@LongLink", 'L', "", name)
                .entry("cut", '0', "", "gnu")
                .entry("header", 'x', "", length + paxRecord)
                .entry("cut", '0', "", "pax")
                .entry("short", '0', "", "plain"));

        assertThat(root.resolve(name)).hasContent("gnu");
        assertThat(root.resolve("pax").resolve(name)).hasContent("pax");
        assertThat(root.resolve("short")).hasContent("plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "a/../../outside", "/outside"})
    void refusesAFileThatWouldLandOutside(String name) {
        assertThatThrownBy(() -> extract(new Tar().entry(name, '0', "", "evil")))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("entry \"%s\" leads outside, to /.*outside".formatted(name));
        assertThat(parent.resolve("outside")).doesNotExist();
    }

    @Test
    void refusesALinkThatPointsOutside() {
        assertThatThrownBy(() -> extract(new Tar().entry("link", '2', "../outside", "")))
                .isInstanceOf(IOException.class)
                .hasMessage("entry \"link -> ../outside\" leads outside, to " + parent.resolve("outside"));
    }

    @Test
    void refusesALinkWhoseNameLooksHarmless() {
        assertThatThrownBy(() -> extract(new Tar()
                        .entry("a/b/c/file", '0', "", "")
                        .entry("a/b/c/up", '2', "../../..", "")
                        .entry("escape", '2', "a/b/c/up/../..", "")))
                .isInstanceOf(IOException.class)
                .hasMessage("entry \"escape -> a/b/c/up/../..\" leads outside, through a link");
    }

    @Test
    void refusesToLinkThroughALinkThatLeadsOutside() {
        assertThatThrownBy(() -> extract(new Tar()
                        .entry("a/b/c/file", '0', "", "")
                        .entry("a/b/c/up", '2', "../../..", "")
                        .entry("escape", '2', "a/b/c/up/../..", "")
                        .entry("escape/evil", '2', "../a/b/c/file", "")))
                .isInstanceOf(IOException.class)
                .hasMessage("entry \"escape/evil -> ../a/b/c/file\" leads outside, through a link");
    }

    @Test
    void refusesADamagedHeader() {
        byte[] tar = new Tar().entry("file", '0', "", "content").bytes();
        tar[3] ^= 1;

        assertThatThrownBy(() -> new TarExtraction(parent).extract(new ByteArrayInputStream(tar)))
                .isInstanceOf(IOException.class)
                .hasMessage("a tar header has a wrong checksum");
    }

    @Test
    void refusesAnArchiveThatEndsEarly() {
        byte[] tar = new Tar().entry("file", '0', "", "content").bytes();

        assertThatThrownBy(() -> new TarExtraction(parent).extract(new ByteArrayInputStream(tar, 0, 515)))
                .isInstanceOf(IOException.class)
                .hasMessage("entry \"file\" ends 4 bytes early");
    }

    private Path extract(Tar tar) throws IOException {
        Path root = Files.createDirectories(parent.resolve("root"));
        new TarExtraction(root).extract(new ByteArrayInputStream(tar.bytes()));
        return root;
    }

    /** Writes tar archives. */
    private static final class Tar {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Tar entry(String name, char type, String linkTarget, String content) {
            byte[] header = new byte[512];
            put(header, 0, name);
            put(header, 100, "0000755");
            put(header, 124, "%011o".formatted(content.length()));
            put(header, 148, "        ");
            header[156] = (byte) type;
            put(header, 157, linkTarget);
            put(header, 257, "ustar");
            int sum = 0;
            for (byte b : header) {
                sum += b & 0xFF;
            }
            put(header, 148, "%06o\0 ".formatted(sum));
            out.writeBytes(header);
            out.writeBytes(content.getBytes(UTF_8));
            out.writeBytes(new byte[-content.length() & 511]);
            return this;
        }

        byte[] bytes() {
            out.writeBytes(new byte[1024]);
            return out.toByteArray();
        }

        private static void put(byte[] header, int offset, String text) {
            byte[] bytes = text.getBytes(UTF_8);
            System.arraycopy(bytes, 0, header, offset, bytes.length);
        }
    }
}
