package io.isolario.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that builds long statements must not fill the heap of its tests. */
class SqlScriptMemoryTest {

    /** The program of another JVM: many different statements, short and long ones, in a small heap. */
    public static final class ManyStatements {

        public static void main(String[] arguments) {
            String rows = ", ('a row')".repeat(100_000);
            String few = ", ('a row')".repeat(1_500);
            for (int i = 0; i < 300; i++) {
                SqlScript.of("insert into item" + i + " values ('first')" + rows);
            }
            for (int i = 0; i < 4_000; i++) {
                SqlScript.of("insert into item" + i + " values ('first')" + few);
            }
            System.out.println("done");
        }
    }

    @Test
    void longStatementsDoNotFillTheHeap(@TempDir Path directory) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx200m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyStatements.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(output).content().contains("done").doesNotContain("OutOfMemoryError");
    }
}
