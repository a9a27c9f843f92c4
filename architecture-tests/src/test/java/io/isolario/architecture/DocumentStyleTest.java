package io.isolario.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Documents are short where that was promised, and their sentences are. */
class DocumentStyleTest {

    private static final int MOST_LINES_OF_THE_README = 180;
    private static final int MOST_WORDS = 18;

    @Test
    void theReadmeIsShort() {
        List<String> lines = SourceTree.lines(SourceTree.root().resolve("README.md"));

        assertThat(lines).hasSizeLessThanOrEqualTo(MOST_LINES_OF_THE_README);
    }

    @Test
    void sentencesAreShort() {
        List<Path> pages = Documents.pages();

        List<String> tooLong = pages.stream()
                .filter(page -> Prose.of(SourceTree.text(page)).averageWords() > MOST_WORDS)
                .map(page -> String.format(
                        Locale.ROOT,
                        "%s: %.1f words a sentence",
                        SourceTree.name(page),
                        Prose.of(SourceTree.text(page)).averageWords()))
                .toList();

        assertThat(pages).hasSizeGreaterThan(30);
        assertThat(tooLong).isEmpty();
    }

    @Test
    void aSentenceEndsAtItsFullStopOrWithItsParagraph() {
        Prose prose =
                Prose.of("# Heading\n\nOne two `three`. Four\nfive\n\n- six [seven](x.md)\n- eight\n\n| nine |\n");

        assertThat(prose.sentences()).containsExactly("One two code.", "Four\nfive", "six seven", "eight");
        assertThat(prose.averageWords()).isEqualTo(2);
    }
}
