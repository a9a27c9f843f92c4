package io.isolario.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/compatibility.md names tests that exist, and versions that the build has. */
class CompatibilityTest {

    private static final String PAGE = SourceTree.text(SourceTree.root().resolve("docs/compatibility.md"));
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+(?:\\.\\d+)?(?:\\.Final)?");
    private static final Pattern VERSION_IN_A_POM = Pattern.compile("version>([^<$]+)</");

    /** Managed by Spring Boot 3.5, whose version the page has. */
    private static final List<String> MANAGED_BY_BOOT = List.of("6.3.3");

    @Test
    void namedTestsExist() {
        List<String> named = TestNames.in(PAGE);

        assertThat(named).hasSizeGreaterThan(30);
        assertThat(TestNames.all()).containsAll(named);
    }

    @Test
    void versionsAreThoseOfTheBuild() {
        List<String> ofTheBuild = poms().flatMap(
                        pom -> VERSION_IN_A_POM.matcher(pom).results())
                .map(match -> match.group(1))
                .toList();

        assertThat(versionsOfRows()).hasSizeGreaterThan(20).allSatisfy(version -> assertThat(ofTheBuild)
                .anyMatch(known -> known.equals(version)));
    }

    private static List<String> versionsOfRows() {
        return PAGE.lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split("\\|", -1)[2])
                .flatMap(cell -> VERSION.matcher(cell.replaceAll("with Spring Boot \\d\\.\\d", ""))
                        .results())
                .map(match -> match.group())
                .filter(version -> !MANAGED_BY_BOOT.contains(version))
                .toList();
    }

    private static Stream<String> poms() {
        try (Stream<Path> files = Files.walk(SourceTree.root(), 4)) {
            return files
                    .filter(file -> file.endsWith("pom.xml") && !SourceTree.isIn("target", file))
                    .map(SourceTree::text)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
