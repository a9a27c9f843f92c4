package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.simple.SimpleLoggerFactory;

/** Runs a program with the shipped jar in a JVM of its own. */
record ShippedProgram(Path directory) {

    static final Path JAR = Path.of(System.getProperty("isolario.agent.jar"));

    /** The lines that the JVM wrote. */
    record Output(List<String> lines, List<String> errors) {}

    /** Runs a JVM with these options, which must exit with 0, and returns its output. */
    Output run(List<String> options, String classPath, String main) throws IOException, InterruptedException {
        return run(Map.of(), options, classPath, main);
    }

    /** Runs a JVM with these options and these environment variables, and returns its output. */
    Output run(Map<String, String> variables, List<String> options, String classPath, String main)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main));
        File out = directory.resolve("out.txt").toFile();
        File err = directory.resolve("err.txt").toFile();
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err);
        builder.environment().putAll(variables);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        Output output = new Output(Files.readAllLines(out.toPath()), Files.readAllLines(err.toPath()));
        assertThat(process.exitValue()).as(String.join("\n", output.errors())).isZero();
        assertThat(output.errors()).noneMatch(line -> line.contains("This is a bug in Isolario."));
        return output;
    }

    /** Returns the class path of an application: the jar, the tests, core, logging, and the homes of some classes. */
    static String classPath(Class<?>... more) {
        List<String> entries = new ArrayList<>(List.of(JAR.toString()));
        List<Class<?>> homes = new ArrayList<>(
                List.of(LateAttachProgram.class, Sandbox.class, Logger.class, SimpleLoggerFactory.class));
        homes.addAll(Arrays.asList(more));
        homes.forEach(type -> entries.add(homeOf(type).toString()));
        return String.join(File.pathSeparator, entries);
    }

    static Path homeOf(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }
}
