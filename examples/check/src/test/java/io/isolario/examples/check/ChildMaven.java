package io.isolario.examples.check;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The Maven, the JDK and the settings of this build, for another project.
 *
 * @param project its directory
 * @param log where its output goes
 */
record ChildMaven(Path project, Path log) {

    /** Where it writes the class path of the tests, below the project. */
    static final String CLASS_PATH = "target/class-path.txt";

    private static final int LONGEST_MINUTES = 10;
    private static final boolean WINDOWS = File.separatorChar == '\\';

    /** Runs the project's tests; returns whether they have passed. */
    boolean test() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command())
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        try {
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException(
                        project + " was not tested within " + LONGEST_MINUTES + " minutes; see " + log);
            }
            return process.exitValue() == 0;
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    private List<String> command() throws IOException {
        Path program = Path.of(property("examples.maven"), "bin", WINDOWS ? "mvn.cmd" : "mvn");
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "-B",
                "-Dmaven.repo.local=" + repository(),
                "-Dmdep.outputFile=" + CLASS_PATH,
                "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath",
                "test"));
        if (property("examples.offline").endsWith("true")) {
            command.add("-o");
        }
        file("examples.settings").ifPresent(command::add);
        file("examples.global-settings").ifPresent(command::add);
        return command;
    }

    /** Two examples may come here at once; each has a directory of links to itself. */
    private Path repository() throws IOException {
        return LayeredRepository.create(
                project.resolveSibling(project.getFileName() + "-repository"),
                Path.of(property("examples.repository")),
                Path.of(property("examples.staged")));
    }

    /** Returns an argument that names a file, if that exists. */
    private static Optional<String> file(String name) {
        String argument = property(name);
        return Optional.of(argument)
                .filter(given -> Files.isRegularFile(Path.of(given.substring(given.indexOf('=') + 1))));
    }

    private static String property(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .orElseThrow(() -> new IllegalStateException(
                        name + " is not set; run it by Maven: -pl examples/check -am verify"));
    }
}
