package io.isolario.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each test that docs/parity.md names exists, and each case has one or a reason. */
class ParityTest {

    private static final Path PAGE = SourceTree.root().resolve("docs/parity.md");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final Pattern CASE = Pattern.compile("\\| ([A-Z])(\\d+)(?:–[A-Z](\\d+))? \\|.*");

    @Test
    void eachTestOfThePageExists() {
        Map<String, Path> files = SourceTree.javaFiles().stream()
                .collect(Collectors.toMap(
                        file -> String.valueOf(file.getFileName()).replace(".java", ""),
                        file -> file,
                        (first, second) -> first));
        List<String> named = SourceTree.lines(PAGE).stream()
                .flatMap(line -> NAMED.matcher(line).results())
                .map(match -> match.group(1) + "#" + match.group(2))
                .distinct()
                .toList();

        assertThat(named).hasSizeGreaterThan(50).allSatisfy(test -> {
            String[] parts = test.split("#", -1);
            assertThat(files).as(test).containsKey(parts[0]);
            assertThat(SourceTree.lines(Objects.requireNonNull(files.get(parts[0]))))
                    .as(test)
                    .anyMatch(line -> line.matches(".*\\bvoid " + parts[1] + "\\(.*"));
        });
    }

    @Test
    void eachCaseOfTheOriginalsHasALineThatSaysSomething() {
        Map<String, Long> numbers = SourceTree.lines(PAGE).stream()
                .map(CASE::matcher)
                .filter(Matcher::matches)
                .flatMap(line -> {
                    assertThat(line.group().split("\\|", -1)[3])
                            .as(line.group())
                            .hasSizeGreaterThan(10);
                    int first = Integer.parseInt(line.group(2));
                    int last = line.group(3) == null ? first : Integer.parseInt(line.group(3));
                    return IntStream.rangeClosed(first, last).mapToObj(number -> line.group(1));
                })
                .collect(Collectors.groupingBy(letter -> letter, Collectors.counting()));

        assertThat(numbers)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("E", 4L),
                        Map.entry("M", 6L),
                        Map.entry("S", 5L),
                        Map.entry("T", 2L),
                        Map.entry("C", 2L),
                        Map.entry("O", 2L),
                        Map.entry("P", 2L),
                        Map.entry("N", 3L),
                        Map.entry("G", 29L),
                        Map.entry("W", 4L),
                        Map.entry("D", 1L),
                        Map.entry("X", 1L),
                        Map.entry("K", 6L)));
    }
}
