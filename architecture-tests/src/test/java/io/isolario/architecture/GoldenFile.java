package io.isolario.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file under {@code docs/api} that says what a module offers, so that a change of it shows in a review.
 *
 * @param path where it is
 */
record GoldenFile(Path path) {

    private static final String UPDATE = "isolario.update-api";

    static GoldenFile named(String name) {
        return new GoldenFile(SourceTree.root().resolve("docs/api").resolve(name));
    }

    /** Compares, or writes when the system property asks for that. */
    void verify(String actual) throws IOException {
        if (Boolean.getBoolean(UPDATE)) {
            Files.createDirectories(path.getParent());
            Files.writeString(path, actual);
            return;
        }
        String expected = Files.exists(path) ? Files.readString(path) : "";
        assertThat(actual)
                .as(SourceTree.name(path) + " differs from what is compiled. If the change is meant, run "
                        + "mvn test -pl architecture-tests -D" + UPDATE + "=true and commit the file")
                .isEqualTo(expected);
    }
}
