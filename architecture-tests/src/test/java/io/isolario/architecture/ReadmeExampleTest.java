package io.isolario.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example of the README is code of the forum's tests, which are executed. */
class ReadmeExampleTest {

    private static final Path TESTS =
            SourceTree.root().resolve("examples/forum/src/test/java/io/isolario/examples/forum");
    private static final Pattern EXAMPLE =
            Pattern.compile("(?s)```java\n((?:@[^\n]*\n)+)(class RegistrationTest .*?)\\}\n```");

    private final Matcher example =
            EXAMPLE.matcher(SourceTree.text(SourceTree.root().resolve("README.md")));

    @Test
    void theClassIsTheBeginningOfATestClass() {
        assertThat(example.find()).isTrue();

        assertThat(SourceTree.text(TESTS.resolve("RegistrationTest.java"))).contains("@ForumTest\n" + example.group(2));
    }

    @Test
    void theAnnotationsAreThoseThatTheForumsTestsShare() {
        assertThat(example.find()).isTrue();
        List<String> annotations = example.group(1).lines().toList();

        assertThat(SourceTree.lines(TESTS.resolve("ForumTest.java"))).containsAll(annotations);
    }
}
