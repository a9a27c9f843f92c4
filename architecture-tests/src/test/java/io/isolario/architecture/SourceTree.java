package io.isolario.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The source files of all modules, those that are never shipped included. */
final class SourceTree {

    private SourceTree() {}

    /** Returns the directory of the reactor; Maven runs tests in that of their module. */
    static Path root() {
        return Path.of("").toAbsolutePath().resolveSibling("").normalize();
    }

    static List<Path> javaFiles() {
        return files("")
                .filter(file -> file.toString().endsWith(".java") && isIn("src", file))
                .toList();
    }

    /** Returns the files of a folder that are not made by a build, sorted. */
    static Stream<Path> files(String folder) {
        try (Stream<Path> files = Files.walk(root().resolve(folder))) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file -> !isIn("target", file) && !isIn("node_modules", file) && !isIn("dist", file))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the path as it reads in a message. */
    static String name(Path file) {
        return root().relativize(file).toString();
    }

    static boolean isIn(String directory, Path file) {
        for (Path part : root().relativize(file)) {
            if (part.toString().equals(directory)) {
                return true;
            }
        }
        return false;
    }
}
