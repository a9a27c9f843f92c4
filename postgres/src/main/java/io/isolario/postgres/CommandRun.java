package io.isolario.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A short command that has ended.
 *
 * @param output what it printed, errors included
 */
record CommandRun(int exitCode, String output) {

    private static final Duration BOUND = Duration.ofMinutes(2);

    /** Runs a command to its end; killed, and an error, after two minutes. */
    static CommandRun of(List<String> command) throws IOException {
        Path output = Files.createTempFile("isolario-postgres", ".out");
        try {
            Process process = start(command, output.toFile());
            if (!process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(
                        "%s has not ended within %d s".formatted(String.join(" ", command), BOUND.toSeconds()));
            }
            return new CommandRun(process.exitValue(), Files.readString(output, Charset.defaultCharset()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + String.join(" ", command), e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Starts a process that shares neither our streams nor those variables that would change what PostgreSQL or Java do. */
    static Process start(List<String> command, File output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                // Not ours: that would keep it busy for as long as the process lives.
                .directory(output.getAbsoluteFile().getParentFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        environment.keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        environment.put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    boolean succeeded() {
        return exitCode == 0;
    }
}
