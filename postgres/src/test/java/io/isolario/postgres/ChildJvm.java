package io.isolario.postgres;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Another JVM that uses a throwaway PostgreSQL until its standard input ends, or it is killed. */
final class ChildJvm implements AutoCloseable {

    private static final String READY = "READY ";

    private final Process process;
    private final BufferedReader output;

    private ChildJvm(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static ChildJvm start(Path cache) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        File errors = File.createTempFile("child-jvm", ".err", new File("target"));
        return new ChildJvm(
                new ProcessBuilder(List.of(java, "-cp", classPath, ChildJvm.class.getName(), cache.toString()))
                        .redirectError(errors)
                        .start());
    }

    /** What a child prints when it has its database. */
    record Ready(long serverPid, String url, String username, String password) {}

    Ready awaitReady() throws IOException {
        String line;
        while ((line = output.readLine()) != null) {
            if (line.startsWith(READY)) {
                String[] words = line.substring(READY.length()).split(" ", -1);
                return new Ready(Long.parseLong(words[0]), words[1], words[2], words[3]);
            }
        }
        throw new IOException("the child ended without a database; see target/child-jvm*.err");
    }

    long pid() {
        return process.pid();
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Lets it close its server and end. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }

    /** Runs in the child. */
    public static void main(String[] arguments) throws IOException {
        try (ThrowawayPostgres postgres = ThrowawayPostgres.builder()
                .cacheDirectory(Path.of(arguments[0]))
                .start()) {
            System.out.println(READY
                    + postgres.postmaster().orElseThrow().pid() + " " + postgres.jdbcUrl("forum") + " "
                    + postgres.username() + " " + postgres.password());
            System.in.read();
        }
    }
}
