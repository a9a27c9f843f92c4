package io.isolario.examples.check;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What came of {@code mvn test} in a copy of an example.
 *
 * @param outcome the line of Surefire that counts the tests; the end of the log if the build failed
 * @param classPath the jars that its tests run with
 */
record ExampleRun(String outcome, List<Path> classPath) {

    private static final Pattern COUNT = Pattern.compile("Tests run: \\d+, Failures: .*?(?=\\R)");
    private static final Pattern OURS = Pattern.compile(".*[/\\\\]io[/\\\\]isolario[/\\\\]([^/\\\\]+)[/\\\\].*");
    private static final int LINES_OF_FAILURE = 60;

    /** Runs the example of this name, and waits for its end. */
    static ExampleRun of(String name) throws IOException, InterruptedException {
        Path project = Path.of("target", "examples", name).toAbsolutePath();
        copy(Path.of("..", name), project);
        Path log = project.resolveSibling(name + ".log");
        boolean passed = new ChildMaven(project, log).test();
        String text = Files.readString(log);
        return new ExampleRun(passed ? count(text) : end(text), classPath(project));
    }

    /** Returns the artifact ids of the jars that are Isolario's. */
    List<String> isolarioArtifacts() {
        return classPath.stream()
                .map(jar -> OURS.matcher(jar.toString()))
                .filter(Matcher::matches)
                .map(matched -> matched.group(1))
                .toList();
    }

    /** Returns the names of the jars with an entry below this directory. */
    List<String> jarsWith(String directory) {
        return classPath.stream()
                .filter(jar -> contains(jar, directory))
                .map(jar -> jar.getFileName().toString())
                .toList();
    }

    private static boolean contains(Path jar, String directory) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().anyMatch(entry -> entry.getName().startsWith(directory));
        } catch (IOException e) {
            throw new IllegalStateException(jar + " cannot be read", e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        delete(to.resolve("src"));
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path name = from.relativize(file);
                if (!name.startsWith("target")) {
                    Path copy = to.resolve(name);
                    Files.createDirectories(copy.getParent());
                    Files.write(copy, Files.readAllBytes(file));
                }
            }
        }
        // Maven takes the next directory above that has one for the root of the project, and its JVM options from
        // there.
        Files.createDirectories(to.resolve(".mvn"));
    }

    /** What an earlier run has copied may be gone from the example. */
    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static String count(String log) {
        return COUNT.matcher(log)
                .results()
                .reduce((first, last) -> last)
                .orElseThrow()
                .group();
    }

    private static String end(String log) {
        List<String> lines = log.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_FAILURE), lines.size()));
    }

    private static List<Path> classPath(Path project) throws IOException {
        Path file = project.resolve(ChildMaven.CLASS_PATH);
        // A build may fail before it is written; the outcome says how.
        String jars = Files.exists(file) ? Files.readString(file) : "";
        return jars.isBlank() ? List.of() : split(jars);
    }

    private static List<Path> split(String jars) {
        return Stream.of(jars.strip().split(Pattern.quote(File.pathSeparator), -1))
                .map(Path::of)
                .toList();
    }
}
