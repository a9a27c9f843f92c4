package io.isolario.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/laws.md names the tests of each law, and only tests that exist. */
class LawsTest {

    private static final String PAGE = SourceTree.text(SourceTree.root().resolve("docs/laws.md"));
    private static final Pattern SECTION = Pattern.compile("(?ms)^## (Law \\d+): .*?(?=^## |\\z)");
    private static final Pattern TEST_OF_A_LAW = Pattern.compile("(?<=void law)\\d+(?=_)");

    private final Map<String, String> sections = sections();

    @Test
    void eachLawNamesTests() {
        assertThat(sections).hasSize(12).allSatisfy((law, text) -> assertThat(TestNames.in(text))
                .as(law)
                .isNotEmpty());
    }

    @Test
    void testsOfThePageExist() {
        assertThat(TestNames.all()).containsAll(TestNames.in(PAGE));
    }

    @Test
    void classesWithTestsOfALawAreNamedInItsSection() {
        Map<String, List<String>> classes = TestNames.matching(TEST_OF_A_LAW);

        assertThat(classes).hasSizeGreaterThan(5).allSatisfy((name, laws) -> assertThat(laws)
                .allSatisfy(law -> assertThat(Objects.requireNonNull(sections.get("Law " + law)))
                        .as("tests of law " + law)
                        .contains("`" + name + "`")));
    }

    private static Map<String, String> sections() {
        Map<String, String> sections = new TreeMap<>();
        SECTION.matcher(PAGE).results().forEach(match -> sections.put(match.group(1), match.group()));
        return sections;
    }
}
