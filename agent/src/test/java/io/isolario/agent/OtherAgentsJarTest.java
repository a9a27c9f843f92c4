package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.objenesis.Objenesis;

class OtherAgentsJarTest {

    private static final Path OTHERS = Path.of(System.getProperty("isolario.other-agents"));
    private static final String OURS = "-javaagent:" + ShippedProgram.JAR;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theAgentWorksTogetherWithOpenTelemetry(boolean first) throws Exception {
        List<String> options = new ArrayList<>(List.of(
                "-Dotel.traces.exporter=none",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none",
                "-Dotel.javaagent.logging=none"));
        options.addAll(inOrder(first, "-javaagent:" + OTHERS.resolve("opentelemetry-javaagent.jar")));

        assertThat(run(options)).isEqualTo(ShippedJarTest.expected("-javaagent"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theAgentWorksTogetherWithJacoco(boolean first) throws Exception {
        String jacoco = "-javaagent:" + OTHERS.resolve("org.jacoco.agent-runtime.jar") + "=output=none";

        assertThat(run(inOrder(first, jacoco))).isEqualTo(ShippedJarTest.expected("-javaagent"));
    }

    @Test
    void theAgentAttachesToAJvmWithJacoco() throws Exception {
        String jacoco = "-javaagent:" + OTHERS.resolve("org.jacoco.agent-runtime.jar") + "=output=none";

        assertThat(run(List.of("-XX:+EnableDynamicAgentLoading", jacoco)))
                .isEqualTo(ShippedJarTest.expected("attached to itself"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theAgentWorksTogetherWithInlineMocksOfMockito(boolean after) throws Exception {
        List<String> lines = new ShippedProgram(directory)
                .run(
                        List.of("-XX:+EnableDynamicAgentLoading", "-Dmock.after=" + after),
                        ShippedProgram.classPath(Mockito.class, ByteBuddy.class, ByteBuddyAgent.class, Objenesis.class),
                        MockingProgram.class.getName())
                .lines();

        assertThat(lines).isEqualTo(ShippedJarTest.expected("attached to itself"));
    }

    private static List<String> inOrder(boolean otherFirst, String other) {
        return otherFirst ? List.of(other, OURS) : List.of(OURS, other);
    }

    private List<String> run(List<String> options) throws IOException, InterruptedException {
        return new ShippedProgram(directory)
                .run(options, ShippedProgram.classPath(), LateAttachProgram.class.getName())
                .lines();
    }
}
