package io.isolario.postgres;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.CRC32;

/** Starts {@link ServerGuard} on a copy of its few classes, so that it depends on no jar that a build may replace. */
record GuardLaunch(CacheDirectory cache, ServerDirectory directory) {

    private static final List<Class<?>> CLASSES = List.of(
            ServerGuard.class,
            ServerDirectory.class,
            ServerRecord.class,
            Postmaster.class,
            FileMutex.class,
            DirectoryTree.class,
            CommandRun.class);

    /**
     * Starts a guard unless there is one. To be called under the start lock, by a member.
     *
     * @return whether it started one
     */
    boolean ensureGuard(Duration bound) throws IOException, TimeoutException {
        if (FileMutex.isHeld(directory.guardLock())) {
            return false;
        }
        start(bound);
        return true;
    }

    /**
     * Waits until the guard is at work: a server without one might stay for ever. A guard that was there may have died since, and
     * is then replaced.
     */
    void awaitGuard(boolean startedOne, Duration bound) throws IOException, InterruptedException, TimeoutException {
        boolean started = startedOne;
        long deadline = System.nanoTime() + bound.toNanos();
        while (!FileMutex.isHeld(directory.guardLock())) {
            if (!started) {
                start(bound);
                started = true;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new ThrowawayPostgresException(
                        ("The guard, which would end PostgreSQL after a crash of this JVM, has not started within %d s; "
                                        + "it printed: \"%s\". See why %s cannot start, %s.")
                                .formatted(
                                        bound.toSeconds(),
                                        Files.readString(directory.guardLog()).strip(),
                                        javaProgram(),
                                        GivenUrl.WAY_OUT));
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private void start(Duration bound) throws IOException, TimeoutException {
        Map<String, byte[]> classes = classFiles();
        Path classPath = cache.publish("guard-" + checksum(classes), bound, place -> write(classes, place));
        Files.deleteIfExists(directory.guardLog());
        CommandRun.start(
                List.of(
                        javaProgram(),
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-Xshare:auto",
                        "-Xmx16m",
                        "-cp",
                        classPath.toString(),
                        ServerGuard.class.getName(),
                        directory.root().toString()),
                directory.guardLog().toFile());
    }

    private static String javaProgram() {
        return Path.of(System.getProperty("java.home"), "bin", Platform.executable("java"))
                .toString();
    }

    private static Map<String, byte[]> classFiles() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Class<?> type : CLASSES) {
            List<String> names = new ArrayList<>(List.of(type.getSimpleName()));
            for (int i = 1; type.getResource(type.getSimpleName() + "$" + i + ".class") != null; i++) {
                names.add(type.getSimpleName() + "$" + i);
            }
            for (String name : names) {
                try (InputStream content = type.getResourceAsStream(name + ".class")) {
                    if (content == null) {
                        throw new IOException("the class file of " + type.getName() + " cannot be read");
                    }
                    files.put(
                            type.getPackageName().replace('.', File.separatorChar) + File.separator + name + ".class",
                            content.readAllBytes());
                }
            }
        }
        return files;
    }

    private static String checksum(Map<String, byte[]> classes) {
        CRC32 checksum = new CRC32();
        classes.values().forEach(checksum::update);
        return Long.toHexString(checksum.getValue());
    }

    private static void write(Map<String, byte[]> classes, Path place) {
        classes.forEach((name, content) -> {
            Path file = place.resolve(name);
            try {
                Files.createDirectories(file.getParent());
                Files.write(file, content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
