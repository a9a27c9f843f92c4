package io.isolario.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names that docs/glossary.md retires, and phrases that are no technical English, do not come back. */
class RetiredWordsTest {

    /** Phrases in the prose of documents, comments and messages. In two halves, so that this file does not find itself. */
    private static final Pattern PHRASES = Pattern.compile("(?i)\\b("
            + String.join(
                    "|",
                    "who" + "ever",
                    "what" + "ever",
                    "no" + "body",
                    "some" + "body",
                    "of " + "ours",
                    "in " + "vain",
                    "be" + "side",
                    "a " + "word",
                    "te" + "lls",
                    "a" + "new",
                    "is " + "dear",
                    "hand(s|ed)? " + "on( to)?")
            + ")\\b");

    /** Class names that have a better one today; a nested type may have a short one. */
    private static final Pattern NAMES = Pattern.compile("\\b(Mo" + "de|Vain" + "Wait|After" + "wards|Awai" + "ting"
            + "|Obser" + "ved|Code" + "Extent|NoPlace" + "Exception|Pla" + "ces|Selec" + "tion|Arri" + "vals|Event"
            + "View"
            + "|Suspen" + "ded|(Part|View|Savepoint|Sandbox|Scenario)" + "Calls|Http" + "Call|Http" + "Answer|Probed"
            + "Pool"
            + "|Passed" + "(Connection|WriteExecution)|\\w+" + "Screen|Up" + "keep|Lane" + "Making|Ending"
            + "Adapter|Bi" + "n"
            + "|Plumb" + "ing|Rehear" + "sal|Where" + "abouts|Adop" + "tion|Besi" + "deAnotherMeterRegistry"
            + "|Instances" + "OfSandboxes|Cache" + "Twins|Fro" + "nt|Switch" + "board|Tim" + "es|Lock" + "ed)\\b");

    private static final Pattern DECLARATION =
            Pattern.compile("(?m)^(?:[a-z-]+ )*(?:class|interface|record|enum) (" + NAMES.pattern() + ")");

    /** A checkpoint on the wire and in JavaScript; the word that is left belongs to SQL. */
    private static final Pattern CHECKPOINT = Pattern.compile("(?i)save" + "point");

    private static final Pattern CODE_IN_A_PAGE = Pattern.compile("(?ms)^ *```.*?^ *```|`[^`\n]*`");
    private static final Pattern NAME_IN_A_PAGE = Pattern.compile("`(" + NAMES.pattern() + ")`");

    /** Where phrases are looked for: pages, JavaScript, and the Java of these folders. */
    private static final List<String> PLAIN_ENGLISH = List.of("architecture-tests");

    /** The folders whose classes have the names of the glossary. */
    private static final List<String> RENAMED = List.of("agent", "doubles", "junit", "playwright", "postgres");

    /** Pages that may have what the others may not, and why. */
    private static final List<String> EXEMPT = List.of(
            // Lists the retired words.
            "docs/glossary.md",
            // Generated, with the messages of jdbc.
            "docs/guide/fidelity.md");

    @Test
    void pagesAreInPlainEnglish() {
        assertThat(found(PHRASES, pages(), RetiredWordsTest::withoutCode)).isEmpty();
    }

    @Test
    void sourcesAreInPlainEnglish() {
        Stream<Path> java = SourceTree.javaFiles().stream()
                .filter(file -> PLAIN_ENGLISH.stream().anyMatch(folder -> isBelow(folder, file)));

        assertThat(found(PHRASES, Stream.concat(java, script()), SourceTree::text))
                .isEmpty();
    }

    @Test
    void pagesNameClassesByTheirPresentNames() {
        assertThat(found(NAME_IN_A_PAGE, pages(), SourceTree::text)).isEmpty();
    }

    @Test
    void classesHaveTheNamesOfTheGlossary() {
        Stream<Path> java = SourceTree.javaFiles().stream()
                .filter(file -> RENAMED.stream().anyMatch(folder -> isBelow(folder, file)));

        assertThat(found(DECLARATION, java, SourceTree::text)).isEmpty();
    }

    @Test
    void aCheckpointIsCalledSoInJavaScript() {
        assertThat(found(CHECKPOINT, script(), SourceTree::text)).isEmpty();
    }

    private static Stream<Path> pages() {
        return Documents.pages().stream().filter(page -> !EXEMPT.contains(SourceTree.name(page)));
    }

    private static Stream<Path> script() {
        return SourceTree.files("js").filter(file -> file.toString().matches(".*\\.(ts|mjs)"));
    }

    private static boolean isBelow(String folder, Path file) {
        return file.startsWith(SourceTree.root().resolve(folder));
    }

    private static String withoutCode(Path page) {
        return CODE_IN_A_PAGE.matcher(SourceTree.text(page)).replaceAll("");
    }

    private interface Reader {
        String read(Path file);
    }

    private static List<String> found(Pattern pattern, Stream<Path> files, Reader reader) {
        List<String> found = new ArrayList<>();
        files.forEach(file -> pattern.matcher(reader.read(file))
                .results()
                .map(MatchResult::group)
                .forEach(word -> found.add(SourceTree.name(file) + ": " + word)));
        return found;
    }
}
