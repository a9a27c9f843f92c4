package io.isolario.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The sentences of a page in Markdown: of its paragraphs and lists, without headings, code, tables and quotations.
 *
 * @param sentences each with its words only
 */
record Prose(List<String> sentences) {

    private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```");
    private static final Pattern NO_PROSE = Pattern.compile("(?m)^ *([|#>]|<!--).*$");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");
    private static final Pattern INLINE_CODE = Pattern.compile("`[^`]*`");
    private static final Pattern BLOCKS = Pattern.compile("\\n\\s*\\n|\\n(?= *(?:[-*]|\\d+\\.) )");
    private static final Pattern MARKER = Pattern.compile("^\\s*(?:[-*]|\\d+\\.) ");
    private static final Pattern END = Pattern.compile("(?<=[.!?][*_)\"]{0,3})\\s+");

    static Prose of(String markdown) {
        String text = CODE.matcher(markdown).replaceAll("\n\n");
        text = NO_PROSE.matcher(text).replaceAll("\n");
        text = LINK.matcher(text).replaceAll("$1");
        text = INLINE_CODE.matcher(text).replaceAll("code");
        return new Prose(BLOCKS.splitAsStream(text)
                .map(block -> MARKER.matcher(block).replaceFirst(""))
                .flatMap(END::splitAsStream)
                .map(String::strip)
                .filter(sentence -> words(sentence).findAny().isPresent())
                .toList());
    }

    double averageWords() {
        return sentences.stream()
                .mapToLong(sentence -> words(sentence).count())
                .average()
                .orElse(0);
    }

    private static Stream<String> words(String sentence) {
        return Arrays.stream(sentence.split("\\s+")).filter(word -> word.matches(".*[\\p{L}\\p{N}].*"));
    }
}
