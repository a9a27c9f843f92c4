package io.isolario.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory in which data directories are made: memory where there is enough of it, since CREATE DATABASE, DROP DATABASE and
 * TRUNCATE are several times faster there even without fsync.
 *
 * @param freeBytes the room when it was chosen
 */
record Storage(Path root, long freeBytes) {

    static final long NEEDED_BYTES = 1L << 30;

    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    static Storage choose() throws IOException {
        return choose(SHARED_MEMORY, Path.of(System.getProperty("java.io.tmpdir")));
    }

    static Storage choose(Path memory, Path temporary) throws IOException {
        if (Files.isDirectory(memory) && Files.isWritable(memory)) {
            long freeBytes = Files.getFileStore(memory).getUsableSpace();
            if (freeBytes >= NEEDED_BYTES) {
                return new Storage(memory, freeBytes);
            }
        }
        return new Storage(temporary, Files.getFileStore(temporary).getUsableSpace());
    }

    /** Returns the path of a data directory that does not exist yet, in a directory that only its owner can enter. */
    Path newDataDirectory(String name, LaunchAccount account) throws IOException {
        Path parent = Files.createTempDirectory(root, "isolario-postgres-" + name + "-");
        if (account.userId().isPresent()) {
            Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
        }
        return parent.resolve("data");
    }

    /** Returns how much write-ahead log may pile up before a checkpoint: at most a quarter of the room. */
    String maxWalSize() {
        long megabytes = Math.max(64, Math.min(2048, (freeBytes >> 20) / 4));
        // As SHOW prints it, in the largest unit that divides it.
        return megabytes % 1024 == 0 ? megabytes / 1024 + "GB" : megabytes + "MB";
    }

    @Override
    public String toString() {
        return "%s (%d MB free)".formatted(root, freeBytes >> 20);
    }
}
