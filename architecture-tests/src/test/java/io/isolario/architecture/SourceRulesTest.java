package io.isolario.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.MethodTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every Java file, whether it is shipped or not. */
class SourceRulesTest {

    private static final int FEWEST_FILES = 200;
    private static final int MOST_LINES = 300;
    /** A list of cases is one idea, however many there are. */
    private static final int MOST_LINES_OF_A_TEST = 360;

    private static final int MOST_LINES_OF_A_METHOD = 40;

    // In two halves, so that this file does not find itself.
    private static final Pattern OPEN_ENDS = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");
    private static final Pattern SLEEP =
            Pattern.compile("\\bThread\\s*\\.\\s*sle" + "ep\\b|TimeUnit\\.\\w+\\.sle" + "ep\\b");
    private static final Pattern JQWIK = Pattern.compile("^import (static )?net\\.jqwik\\b");

    private final List<Path> files = SourceTree.javaFiles();

    @Test
    void filesAreSeen() {
        assertThat(files).hasSizeGreaterThanOrEqualTo(FEWEST_FILES);
    }

    @Test
    void filesAreShort() {
        assertThat(notForwarding()
                        .filter(file -> SourceTree.lines(file).size() > mostLines(file))
                        .map(file -> SourceTree.name(file) + ": "
                                + SourceTree.lines(file).size() + " lines"))
                .as("files of more than " + MOST_LINES + " lines, tests of more than " + MOST_LINES_OF_A_TEST)
                .isEmpty();
    }

    private static int mostLines(Path file) {
        return SourceTree.name(file).contains("/src/test/") ? MOST_LINES_OF_A_TEST : MOST_LINES;
    }

    @Test
    void methodsAreShort() {
        List<String> tooLong = new ArrayList<>();
        notForwarding().forEach(file -> {
            ParsedSource source = ParsedSource.of(file);
            for (MethodTree method : source.methods()) {
                if (source.bodyLines(method) > MOST_LINES_OF_A_METHOD) {
                    tooLong.add(SourceTree.name(file) + " " + method.getName() + ": " + source.bodyLines(method)
                            + " lines");
                }
            }
        });

        assertThat(tooLong)
                .as("methods of more than " + MOST_LINES_OF_A_METHOD + " lines")
                .isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(linesWith(OPEN_ENDS, files.stream())).isEmpty();
    }

    @Test
    void testsWaitForSignals() {
        assertThat(linesWith(SLEEP, files.stream().filter(SourceRulesTest::isOfTests)))
                .as("tests that sleep; use a latch, or Awaitility with a bound")
                .isEmpty();
    }

    @Test
    void propertyTestsAreWrittenWithoutJqwik() {
        assertThat(linesWith(JQWIK, files.stream())).isEmpty();
    }

    private Stream<Path> notForwarding() {
        return files.stream().filter(file -> !file.getFileName().toString().startsWith("Forwarding"));
    }

    /** The published kit is made of tests, though it is main code. */
    private static boolean isOfTests(Path file) {
        return SourceTree.isIn("test", file) || file.startsWith(ShippedModule.VERIFICATION.sources());
    }

    private static List<String> linesWith(Pattern pattern, Stream<Path> files) {
        List<String> found = new ArrayList<>();
        files.forEach(file -> {
            List<String> lines = SourceTree.lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find()) {
                    found.add(SourceTree.name(file) + ":" + (i + 1) + " "
                            + lines.get(i).strip());
                }
            }
        });
        return found;
    }
}
