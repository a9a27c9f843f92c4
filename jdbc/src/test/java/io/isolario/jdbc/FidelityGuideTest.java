package io.isolario.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FidelityGuideTest {

    private static final String UPDATE = "isolario.update-guide";

    @Test
    void thePageIsWhatTheCatalogueSays() throws IOException {
        Path page = FidelityGuide.root().resolve("docs/guide/fidelity.md");
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(page, FidelityGuide.text());
        }

        assertThat(Files.exists(page) ? Files.readString(page) : "")
                .as("docs/guide/fidelity.md differs from the catalogue. If the change is meant, run "
                        + "mvn test -pl jdbc -Dtest=FidelityGuideTest -D" + UPDATE + "=true and commit the file")
                .isEqualTo(FidelityGuide.text());
    }

    @Test
    void whatThePageLinksToIsThere() {
        Path root = FidelityGuide.root();

        assertThat(FidelityCatalogue.ROWS.stream().flatMap(row -> row.elsewhere().stream()))
                .allSatisfy(path -> assertThat(root.resolve(path)).exists());
        assertThat(FidelityCatalogue.ROWS.stream().flatMap(row -> row.code().stream()))
                .allSatisfy(type -> assertThat(root.resolve(
                                "jdbc/src/main/java/" + type.getName().replace('.', '/') + ".java"))
                        .exists());
    }
}
