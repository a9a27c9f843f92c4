package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the shipped jar in JVMs of its own. */
class ShippedJarTest {

    private static final List<String> FOLLOWED =
            List.of("pool", "scheduled", "fork-join", "timer", "linked", "array", "priority", "deque");

    private final Path jar = ShippedProgram.JAR;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void theAttachedAgentFollowsPoolsTimersAndConsumersThatAreOlder() throws Exception {
        assertThat(run(List.of("-XX:+EnableDynamicAgentLoading")))
                .containsExactlyElementsOf(expected("attached to itself"));
    }

    @Test
    void theAgentAttachesToAJvmWhoseDebuggerListensAtAPort() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String debugger = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:" + port;

        ShippedProgram.Output output = new ShippedProgram(directory)
                .run(
                        Map.of("JAVA_TOOL_OPTIONS", debugger),
                        List.of("-XX:+EnableDynamicAgentLoading"),
                        ShippedProgram.classPath(),
                        LateAttachProgram.class.getName());

        assertThat(output.lines()).containsExactlyElementsOf(expected("attached to itself"));
    }

    @Test
    void theAgentAttachesToAJvmThatDoesNotHandleSignals() throws Exception {
        assertThat(run(List.of("-XX:+EnableDynamicAgentLoading", "-Xrs")))
                .containsExactlyElementsOf(expected("attached to itself"));
    }

    @Test
    void theAgentIsInstalledFromTheCommandLine() throws Exception {
        assertThat(run(List.of("-javaagent:" + jar))).containsExactlyElementsOf(expected("-javaagent"));
    }

    @Test
    void theAgentIsInstalledOnceIfItIsNamedTwice() throws Exception {
        assertThat(run(List.of("-javaagent:" + jar, "-javaagent:" + jar)))
                .containsExactlyElementsOf(expected("-javaagent"));
    }

    @Test
    void theVerifierAcceptsTheInstrumentedClasses() throws Exception {
        assertThat(run(List.of(
                        "-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal", "-javaagent:" + jar)))
                .containsExactlyElementsOf(expected("-javaagent"));
    }

    @Test
    void theRefusalInAJvmThatForbidsAttachingSaysWhatToDo() throws Exception {
        ShippedProgram.Output output = new ShippedProgram(directory)
                .run(
                        List.of("-XX:+DisableAttachMechanism"),
                        ShippedProgram.classPath(),
                        RefusedAttachProgram.class.getName());

        assertThat(output.lines())
                .containsExactly("The Isolario agent cannot attach to this JVM: it was started with "
                        + "-XX:+DisableAttachMechanism. Start the JVM with -javaagent:<path to isolario-agent.jar>, or do "
                        + "without the agent: wrap executors with SandboxContext.wrap(..).");
    }

    @Test
    void anOptionFileThatForbidsAttachingIsRead() throws Exception {
        Path options = Files.writeString(directory.resolve("options"), "-XX:+DisableAttachMechanism");

        ShippedProgram.Output output = new ShippedProgram(directory)
                .run(List.of("@" + options), ShippedProgram.classPath(), RefusedAttachProgram.class.getName());

        assertThat(output.lines())
                .singleElement()
                .asString()
                .startsWith("The Isolario agent cannot attach to this JVM: it was started with "
                        + "-XX:+DisableAttachMechanism.");
    }

    @Test
    void theJarHasOnlyClassesOfTheAgent() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(file.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class")))
                    .allMatch(name -> name.startsWith("io/isolario/agent/"))
                    .anyMatch(name -> name.startsWith("io/isolario/agent/asm/"));
        }
    }

    static List<String> expected(String way) {
        List<String> lines = new ArrayList<>(List.of("way: " + way, "same report: true"));
        FOLLOWED.forEach(
                each -> lines.addAll(List.of(each + ": true true", each + ": true true", each + ": true true")));
        return lines;
    }

    private List<String> run(List<String> options) throws IOException, InterruptedException {
        ShippedProgram.Output output = new ShippedProgram(directory)
                .run(options, ShippedProgram.classPath(), LateAttachProgram.class.getName());
        assertThat(output.errors())
                .filteredOn(line -> line.contains("INFO io.isolario.agent.IsolarioAgent - Isolario agent ("))
                .as("one line of report")
                .hasSize(1);
        return output.lines();
    }
}
