package io.isolario.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each pom that is shipped says what a central repository asks for; those that are not are never deployed. */
class PomMetadataTest {

    private static final Set<String> NEVER_SHIPPED =
            Set.of("bench", "architecture-tests", "spring-boot/boot-3.5-tests");

    private final PomFile root = PomFile.ofModule("");
    private final PomFile bom = PomFile.ofModule("bom");
    private final List<PomFile> poms = PomFile.ofReactor();

    @Test
    void eachShippedPomSaysWhatARepositoryAsksFor() {
        assertThat(poms.stream().filter(PomFile::isShipped).flatMap(pom -> PomMetadata.problems(pom, root).stream()))
                .isEmpty();
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
