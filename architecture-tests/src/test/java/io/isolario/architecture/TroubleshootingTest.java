package io.isolario.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each heading of docs/troubleshooting.md is a message of the sources. */
class TroubleshootingTest {

    private static final Path PAGE = SourceTree.root().resolve("docs/troubleshooting.md");
    private static final Pattern HEADING = Pattern.compile("(?m)^### `(.+)`");
    private static final Pattern CONCATENATION = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final String OF_THE_JDK = "WARNING: A Java agent has been loaded dynamically";

    private final List<String> sources = SourceTree.javaFiles().stream()
            .filter(file -> SourceTree.name(file).contains("/src/main/"))
            .map(SourceTree::text)
            .map(source -> CONCATENATION.matcher(source).replaceAll("").replace("\\\"", "\""))
            .toList();

    @Test
    void headingsAreMessagesOfTheSources() {
        List<String> headings = HEADING.matcher(SourceTree.text(PAGE))
                .results()
                .map(match -> match.group(1))
                .filter(heading -> !heading.equals(OF_THE_JDK))
                .toList();

        assertThat(headings)
                .hasSizeGreaterThan(20)
                .allSatisfy(heading -> assertThat(sources).as(heading).anyMatch(source -> has(source, heading)));
    }

    /** The parts between what differs are in one file. */
    private static boolean has(String source, String heading) {
        return Arrays.stream(heading.split("…")).map(String::strip).allMatch(source::contains);
    }
}
