package io.isolario.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The pages that people read: those at the root, below docs, and of the npm packages and examples. */
final class Documents {

    private Documents() {}

    static List<Path> pages() {
        return Stream.of(".", "docs", "js", "examples")
                .map(SourceTree.root()::resolve)
                .map(Path::normalize)
                .flatMap(directory -> pagesOf(directory, directory.equals(SourceTree.root()) ? 1 : Integer.MAX_VALUE))
                .toList();
    }

    private static Stream<Path> pagesOf(Path directory, int depth) {
        try (Stream<Path> files = Files.walk(directory, depth)) {
            return files
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !SourceTree.isIn("node_modules", file) && !SourceTree.isIn("target", file))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
