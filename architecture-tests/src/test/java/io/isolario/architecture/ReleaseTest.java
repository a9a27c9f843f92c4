package io.isolario.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code mvn -Prelease verify} has staged is what a central repository asks for, signing aside. */
class ReleaseTest {

    private static final List<StagedArtifact> STAGED = StagedArtifact.all();
    private static final List<StagedArtifact> JARS = STAGED.stream()
            .filter(artifact -> artifact.pom().hasPackaging("jar"))
            .toList();

    @Test
    void allThatIsShippedIsStagedAndNothingElse() {
        List<String> shipped = PomFile.ofReactor().stream()
                .filter(PomFile::isShipped)
                .map(PomFile::artifactId)
                .toList();

        assertThat(STAGED).extracting(StagedArtifact::artifactId).containsExactlyInAnyOrderElementsOf(shipped);
    }

    @ParameterizedTest
    @FieldSource("STAGED")
    void eachPomIsComplete(StagedArtifact artifact) {
        assertThat(PomMetadata.problems(artifact.pom(), parent())).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("STAGED")
    void aReleaseNamesNoSnapshot(StagedArtifact artifact) throws IOException {
        String pom = Files.readString(artifact.pom().path());

        boolean isSnapshot = artifact.version().endsWith("-SNAPSHOT");

        assertThat(isSnapshot || !pom.contains("-SNAPSHOT"))
                .as(artifact + " " + artifact.version() + " names a snapshot in its pom")
                .isTrue();
        assertThat(pom).doesNotContain("<scope>system</scope>");
    }

    @ParameterizedTest
    @FieldSource("JARS")
    void eachJarHasItsSourcesAndItsJavadoc(StagedArtifact artifact) {
        assertThat(artifact.mainJars()).hasSize(1);
        assertThat(artifact.files("-sources.jar")).hasSize(1);
        assertThat(artifact.files("-javadoc.jar")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("modulesWithJava")
    void sourcesAndJavadocAreThoseOfTheModule(StagedArtifact artifact, ShippedModule module) {
        String oneType = module.ownPackage().replace('.', '/') + "/package-info.java";

        assertThat(StagedArtifact.entries(artifact.files("-sources.jar").get(0)))
                .contains(oneType);
        assertThat(StagedArtifact.entries(artifact.files("-javadoc.jar").get(0)))
                .contains("index.html")
                .anyMatch(entry -> entry.endsWith("/package-summary.html"));
    }

    @ParameterizedTest
    @FieldSource("JARS")
    void eachJarCarriesLicenceAndNotice(StagedArtifact artifact) {
        assertThat(artifact.files(".jar")).allSatisfy(jar -> assertThat(StagedArtifact.entries(jar))
                .contains("META-INF/LICENSE", "META-INF/NOTICE"));
    }

    @ParameterizedTest
    @FieldSource("STAGED")
    void eachFileHasItsChecksums(StagedArtifact artifact) throws IOException, NoSuchAlgorithmException {
        for (Path file : artifact.deployed()) {
            assertThat(Path.of(file + ".md5")).hasContent(checksum("MD5", file));
            assertThat(Path.of(file + ".sha1")).hasContent(checksum("SHA-1", file));
        }
    }

    static Stream<Arguments> modulesWithJava() {
        return ShippedModule.compiled().stream().flatMap(module -> JARS.stream()
                .filter(artifact -> artifact.artifactId().equals("isolario-" + module.directory()))
                .map(artifact -> arguments(artifact, module)));
    }

    private static PomFile parent() {
        return STAGED.stream()
                .filter(artifact -> artifact.artifactId().equals("isolario-parent"))
                .findFirst()
                .orElseThrow()
                .pom();
    }

    private static String checksum(String algorithm, Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
    }
}
