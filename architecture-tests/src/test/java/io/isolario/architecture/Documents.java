package io.isolario.architecture;

import java.nio.file.Path;
import java.util.List;

/** The pages that people read: those at the root, below docs, and of the npm packages and examples. */
final class Documents {

    private static final List<String> FOLDERS = List.of("docs", "js", "examples");

    private Documents() {}

    static List<Path> pages() {
        return SourceTree.files("")
                .filter(file -> file.toString().endsWith(".md"))
                .filter(file -> file.getParent().equals(SourceTree.root())
                        || FOLDERS.stream()
                                .anyMatch(folder ->
                                        file.startsWith(SourceTree.root().resolve(folder))))
                .toList();
    }
}
