package io.isolario.playwright;

import io.isolario.core.JournalKind;
import io.isolario.core.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the pictures of failed tests go: one file for each page, named after the owner of the sandbox. Thread-safe.
 *
 * @param directory made when the first picture is taken
 */
public record Screenshots(Path directory) {

    private static final Logger LOG = LoggerFactory.getLogger(Screenshots.class);

    private static final int LONGEST_NAME = 120;

    /** Returns those of a Maven build: {@code target/isolario-screenshots}. */
    public static Screenshots ofBuild() {
        return new Screenshots(Path.of("target", "isolario-screenshots"));
    }

    /**
     * Keeps a picture. That none could be taken is logged: it is no failure of the test.
     *
     * @param number which of the pages of the sandbox, from 1
     * @param picture takes it; PNG
     */
    public void keep(Sandbox sandbox, int number, Supplier<byte[]> picture) {
        Path file = directory.resolve(fileName(sandbox, number));
        try {
            byte[] png = picture.get();
            Files.createDirectories(directory);
            Files.write(file, png);
            sandbox.journal().add(JournalKind.LIFECYCLE, "screenshot " + file);
            LOG.info("The test of sandbox {} failed; screenshot {}", sandbox, file.toAbsolutePath());
        } catch (IOException | RuntimeException failed) {
            LOG.warn("No screenshot for sandbox {} could be kept at {}", sandbox, file, failed);
        }
    }

    private static String fileName(Sandbox sandbox, int number) {
        String owner = sandbox.owner().label().replaceAll("[^A-Za-z0-9._-]+", "-");
        String kept = owner.substring(0, Math.min(owner.length(), LONGEST_NAME));
        return kept + "-" + sandbox.id().abbreviated() + "-" + number + ".png";
    }
}
