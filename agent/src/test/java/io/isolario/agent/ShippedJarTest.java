package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** The jar as it is shipped, in JVMs of its own. */
class ShippedJarTest {

    private static final List<String> FOLLOWED =
            List.of("pool", "scheduled", "fork-join", "timer", "linked", "array", "priority", "deque");

    private final Path jar = Path.of(System.getProperty("isolario.agent.jar"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void followsWhatIsOlderThanItWhenItAttachesItself() throws Exception {
        assertThat(run(List.of("-XX:+EnableDynamicAgentLoading")))
                .containsExactlyElementsOf(expected("attached to itself"));
    }

    @Test
    void isThereFromTheStartAsAnAgentOfTheCommandLine() throws Exception {
        assertThat(run(List.of("-javaagent:" + jar))).containsExactlyElementsOf(expected("-javaagent"));
    }

    @Test
    void comesOnceHoweverOftenItIsNamed() throws Exception {
        assertThat(run(List.of("-javaagent:" + jar, "-javaagent:" + jar)))
                .containsExactlyElementsOf(expected("-javaagent"));
    }

    @Test
    void passesTheVerifierOfTheJvm() throws Exception {
        assertThat(run(List.of(
                        "-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal", "-javaagent:" + jar)))
                .containsExactlyElementsOf(expected("-javaagent"));
    }

    @Test
    void holdsNothingThatAnApplicationMayHaveToo() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(file.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class")))
                    .allMatch(name -> name.startsWith("io/isolario/agent/"))
                    .anyMatch(name -> name.startsWith("io/isolario/agent/asm/"));
        }
    }

    private static List<String> expected(String way) {
        List<String> lines = new ArrayList<>(List.of("way: " + way, "same report: true"));
        FOLLOWED.forEach(
                each -> lines.addAll(List.of(each + ": true true", each + ": true true", each + ": true true")));
        return lines;
    }

    private List<String> run(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), LateAttachProgram.class.getName()));
        File out = directory.resolve("out.txt").toFile();
        File err = directory.resolve("err.txt").toFile();
        Process process = new ProcessBuilder(command)
                .redirectOutput(out)
                .redirectError(err)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(err.toPath())).isZero();
        assertThat(Files.readAllLines(err.toPath()))
                .filteredOn(line -> line.contains("INFO io.isolario.agent.IsolarioAgent - Isolario agent ("))
                .as("one line of report")
                .hasSize(1);
        return Files.readAllLines(out.toPath());
    }

    /** What the application has: the jar, the tests, core and the logging. */
    private String classPath() throws IOException {
        List<String> entries = new ArrayList<>(List.of(jar.toString()));
        List<Class<?>> homes = List.of(
                LateAttachProgram.class, Sandbox.class, Logger.class, org.slf4j.simple.SimpleLoggerFactory.class);
        for (Class<?> type : homes) {
            entries.add(Path.of(java.net.URI.create(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toString()))
                    .toString());
        }
        return String.join(File.pathSeparator, entries);
    }
}
