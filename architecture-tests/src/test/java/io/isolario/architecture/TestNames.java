package io.isolario.architecture;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Test classes of the reactor, as documents name them. */
final class TestNames {

    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|Verification))`");

    private TestNames() {}

    /** Returns the names of test classes between backquotes. */
    static List<String> in(String text) {
        return NAMED.matcher(text).results().map(match -> match.group(1)).toList();
    }

    static List<String> all() {
        return SourceTree.javaFiles().stream().map(TestNames::className).toList();
    }

    /** Returns what the pattern finds in each class, for those in which it finds something. */
    static Map<String, List<String>> matching(Pattern pattern) {
        Map<String, List<String>> found = new TreeMap<>();
        for (Path file : SourceTree.javaFiles()) {
            List<String> matches = pattern.matcher(SourceTree.text(file))
                    .results()
                    .map(MatchResult::group)
                    .distinct()
                    .collect(Collectors.toList());
            if (!matches.isEmpty()) {
                found.put(className(file), matches);
            }
        }
        return found;
    }

    private static String className(Path file) {
        return String.valueOf(file.getFileName()).replace(".java", "");
    }
}
