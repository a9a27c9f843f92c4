package io.isolario.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each pom that is shipped says what a central repository asks for; those that are not are never deployed. */
class PomMetadataTest {

    private static final Set<String> NEVER_SHIPPED =
            Set.of("testing", "bench", "architecture-tests", "verification/tests", "spring-boot/boot-3.5-tests");

    private final PomFile root = PomFile.ofModule("");
    private final PomFile bom = PomFile.ofModule("bom");
    private final List<PomFile> poms = PomFile.ofReactor();

    @Test
    void eachShippedPomSaysWhatARepositoryAsksFor() {
        assertThat(poms.stream().filter(PomFile::isShipped).flatMap(pom -> PomMetadata.problems(pom, root).stream()))
                .isEmpty();
    }

    @Test
    void whatIsMissingIsNamed(@TempDir Path directory) throws IOException {
        Path written = directory.resolve("pom.xml");
        Files.writeString(
                written,
                """
                <project>
                  <parent/>
                  <name>Isolario Something</name>
                  <repositories><repository><id>own</id></repository></repositories>
                </project>""");
        PomFile pom = PomFile.read(written);

        List<String> problems = PomMetadata.problems(pom, pom);

        assertThat(problems)
                .hasSize(12)
                .contains(
                        pom + " has no description",
                        pom + " has and inherits no url",
                        pom + " has and inherits no licenses/license/name",
                        pom + " has and inherits no scm/connection",
                        pom + " names a repositories/repository");
    }

    @Test
    void onlyWhatIsShippedIsDeployed() {
        Stream<String> modules = root.texts("modules/module");

        assertThat(modules).hasSizeGreaterThan(10).allSatisfy(module -> assertThat(
                        PomFile.ofModule(module).isShipped())
                .as(module + " is deployed (maven.deploy.skip in its pom)")
                .isEqualTo(!NEVER_SHIPPED.contains(module) && !module.startsWith("examples/")));
    }

    @Test
    void theBomSaysWhatTheParentSays() {
        assertThat(PomMetadata.INHERITED).allSatisfy(place -> assertThat(bom.texts(place))
                .as(place)
                .containsExactlyElementsOf(root.texts(place).toList()));
    }

    @Test
    void theBomListsEachShippedJar() {
        List<String> shippedJars = poms.stream()
                .filter(pom -> pom.isShipped() && pom.hasPackaging("jar"))
                .map(PomFile::artifactId)
                .toList();

        assertThat(bom.texts("dependencyManagement/dependencies/dependency/artifactId"))
                .containsExactlyInAnyOrderElementsOf(shippedJars);
    }
}
