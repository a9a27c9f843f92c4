package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Structured concurrency is a preview feature, so the JVM that runs the program also compiles it. */
@EnabledOnJre(JRE.JAVA_25)
class StructuredScopeJarTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void forksRunInTheSandboxThatOpenedTheScope() throws Exception {
        Path program = Path.of(StructuredScopeJarTest.class
                .getResource("/StructuredScopeProgram.java")
                .toURI());

        assertThat(new ShippedProgram(directory)
                        .run(
                                List.of("--enable-preview", "--source", "25", "-javaagent:" + ShippedProgram.JAR),
                                ShippedProgram.classPath(),
                                program.toString())
                        .lines())
                .containsExactly(
                        "ana: true", "bob: true", "outside: true", "failing: true", "left: 0", "problems: [][]");
    }
}
