package io.isolario.postgres;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where unpacked programs, initialised data directories and the registry of running servers live between runs; one per user.
 * What is published in it is complete: made beside its place and renamed.
 */
record CacheDirectory(Path root) {

    /** Makes the contents of a directory. */
    interface Contents {
        void writeTo(Path directory) throws IOException;
    }

    /**
     * Opens the directory and makes it if absent.
     *
     * @param chosen null for the usual place
     * @throws ThrowawayPostgresException if it cannot be written or belongs to somebody else
     */
    static CacheDirectory open(@Nullable Path chosen, LaunchAccount account) {
        Path root = (chosen == null ? usualPlace(account) : chosen).toAbsolutePath();
        try {
            Files.createDirectories(root);
            verifyOwner(root);
            restrict(root, account);
            return new CacheDirectory(root);
        } catch (IOException e) {
            throw new ThrowawayPostgresException(
                    ("Cannot write the cache directory %s: %s. Name another with "
                                    + "ThrowawayPostgres.builder().cacheDirectory(..), or with the system property %s, %s.")
                            .formatted(root, e, ThrowawayPostgres.CACHE_PROPERTY, GivenUrl.WAY_OUT),
                    e);
        }
    }

    /** Returns a directory of the cache; makes it, once among all JVMs, if it is not there. */
    Path publish(String name, Duration bound, Contents contents) throws IOException, TimeoutException {
        Path place = root.resolve(name);
        if (Files.isDirectory(place)) {
            return place;
        }
        try (FileMutex mutex = FileMutex.acquire(root.resolve("publish.lock"), bound)) {
            if (!Files.isDirectory(place)) {
                make(place, contents);
            }
            return place;
        }
    }

    private static void make(Path place, Contents contents) throws IOException {
        Path workplace = place.resolveSibling(place.getFileName() + ".unfinished");
        // Under the lock nobody else writes here, so what is there was left by somebody who died half-way.
        new DirectoryTree(workplace).delete();
        Files.createDirectories(workplace);
        contents.writeTo(workplace);
        Files.move(workplace, place, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path usualPlace(LaunchAccount account) {
        String chosen = System.getProperty(ThrowawayPostgres.CACHE_PROPERTY);
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen);
        }
        Path temporary =
                Path.of(System.getProperty("java.io.tmpdir"), "isolario-postgres-" + System.getProperty("user.name"));
        if (account.userId().isPresent()) {
            // Another user has no way into root's home.
            return temporary;
        }
        return userCaches()
                .filter(directory -> Files.isDirectory(directory) && Files.isWritable(directory))
                .map(directory -> directory.resolve("isolario-postgres"))
                .findFirst()
                .orElse(temporary);
    }

    private static Stream<Path> userCaches() {
        Path home = Path.of(System.getProperty("user.home", "."));
        Stream<Path> named = Stream.of("XDG_CACHE_HOME", "LOCALAPPDATA")
                .map(System::getenv)
                .filter(directory -> directory != null && !directory.isBlank())
                .map(Path::of);
        return Stream.concat(named, List.of(home.resolve("Library/Caches"), home.resolve(".cache")).stream());
    }

    /** Programs are run from here: in a shared directory somebody else could have put it there first. */
    private static void verifyOwner(Path root) throws IOException {
        Path probe = Files.createTempFile(root, "owner", ".probe");
        try {
            if (!Files.getOwner(root).equals(Files.getOwner(probe))) {
                throw new IOException(
                        "it belongs to %s, not to %s".formatted(Files.getOwner(root), Files.getOwner(probe)));
            }
        } finally {
            Files.delete(probe);
        }
    }

    private static void restrict(Path root, LaunchAccount account) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            String permissions = account.userId().isPresent() ? "rwxr-xr-x" : "rwx------";
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(permissions));
        }
    }
}
