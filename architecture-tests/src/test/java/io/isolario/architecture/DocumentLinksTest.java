package io.isolario.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links of documents lead to files and headings of the repository. */
class DocumentLinksTest {

    private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\"");

    @Test
    void linksLeadToWhatExists() {
        List<String> broken = new ArrayList<>();
        for (Path page : Documents.pages()) {
            LINK.matcher(CODE.matcher(SourceTree.text(page)).replaceAll(""))
                    .results()
                    .filter(link -> !leads(page, link))
                    .forEach(link -> broken.add(SourceTree.name(page) + ": " + link.group()));
        }

        assertThat(broken).isEmpty();
    }

    private static boolean leads(Path page, MatchResult link) {
        Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
        return Files.exists(target) && (link.group(2) == null || anchors(target).contains(link.group(2)));
    }

    private static List<String> anchors(Path page) {
        String text = SourceTree.text(page);
        List<String> anchors = new ArrayList<>();
        HEADING.matcher(text).results().forEach(heading -> anchors.add(slug(heading.group(1))));
        ANCHOR.matcher(text).results().forEach(anchor -> anchors.add(anchor.group(1)));
        return anchors;
    }

    /** As hosted repositories make anchors of headings. */
    private static String slug(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
