package io.isolario.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a visitor of the repository finds first is there, and names only what exists. */
class PublicFilesTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");
    private static final Pattern TEST = Pattern.compile("-Dtest=(\\w+)|`(\\w+(?:Test|Verification|Catalogue))`");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "CONTRIBUTING.md",
                "SECURITY.md",
                "CODE_OF_CONDUCT.md",
                ".github/pull_request_template.md",
                "js/client/README.md",
                "js/playwright/README.md",
                "js/cypress/README.md",
                "js/ember/README.md"
            })
    void pagesLinkToWhatExists(String name) throws IOException {
        Path page = SourceTree.root().resolve(name);

        Stream<String> links = LINK.matcher(Files.readString(page)).results().map(link -> link.group(1));

        assertThat(links.filter(link -> !link.contains(":")))
                .allSatisfy(link -> assertThat(page.resolveSibling(link)).exists());
    }

    @Test
    void theGuideForContributorsNamesTestsThatExist() throws IOException {
        List<String> classes = SourceTree.javaFiles().stream()
                .map(file -> String.valueOf(file.getFileName()).replace(".java", ""))
                .toList();

        List<String> named = TEST.matcher(Files.readString(SourceTree.root().resolve("CONTRIBUTING.md")))
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .filter(name -> !name.equals("XTest"))
                .toList();

        assertThat(named).hasSizeGreaterThan(5);
        assertThat(classes).containsAll(named);
    }

    @Test
    void theHostedWorkflowRunsTheCheckOnBothJdks() throws IOException {
        String workflow = Files.readString(SourceTree.root().resolve(".github/workflows/ci.yml"));

        assertThat(workflow).contains("bash .ci/run", "JDK25_HOME=", "mvn -B -Prelease -DskipTests verify");
        assertThat(workflow).containsPattern("(?s)java-version: \\|\\s+25\\s+17\\s");
    }

    @Test
    void aReportOfAFaultSaysWhatIsNeededToFindIt() throws IOException {
        String form = Files.readString(SourceTree.root().resolve(".github/ISSUE_TEMPLATE/bug.yml"));

        assertThat(form)
                .contains("id: versions", "id: isolation", "id: agent", "id: message", "id: alone", "id: example");
    }

    @Test
    void filesThatAreMarkedAsGeneratedExist() {
        List<Path> marked = SourceTree.lines(SourceTree.root().resolve(".gitattributes")).stream()
                .filter(line -> line.endsWith(" linguist-generated"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .filter(pattern -> !pattern.contains("*"))
                .map(SourceTree.root()::resolve)
                .collect(Collectors.toList());

        assertThat(marked).isNotEmpty().allSatisfy(file -> assertThat(file).exists());
    }
}
