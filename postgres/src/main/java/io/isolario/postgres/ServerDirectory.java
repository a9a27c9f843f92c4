package io.isolario.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The registry of one server, shared by all JVMs that use it: the start lock, one locked file per member, and a record of the
 * server. Everything but waiting happens under the start lock.
 */
record ServerDirectory(Path root) {

    /** Begins the names of the directories whose server nobody else can ever ask for. */
    static final String UNSHARED = "own-";

    ServerDirectory create() throws IOException {
        Files.createDirectories(membersDirectory());
        return this;
    }

    FileMutex acquireStartLock(Duration bound) throws IOException, TimeoutException {
        return FileMutex.acquire(root.resolve("start.lock"), bound);
    }

    /** Returns the file of which the guard holds the lock for as long as it lives. */
    Path guardLock() {
        return root.resolve("guard.lock");
    }

    Path guardLog() {
        return root.resolve("guard.log");
    }

    Path serverLog() {
        return root.resolve("server.log");
    }

    /** Returns the file of which a JVM holds the lock for as long as it uses the server. */
    Path memberFile(long pid, String token) {
        return membersDirectory().resolve(pid + "-" + token);
    }

    /** Returns all members, of which some may be dead. */
    List<Path> members() throws IOException {
        try (Stream<Path> files = Files.list(membersDirectory())) {
            return files.sorted().toList();
        }
    }

    Optional<ServerRecord> read() throws IOException {
        if (!Files.exists(recordFile())) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(recordFile(), UTF_8)) {
            properties.load(reader);
        }
        return Optional.of(ServerRecord.from(properties));
    }

    void write(ServerRecord server) throws IOException {
        Path unfinished = root.resolve("server.properties.unfinished");
        try (Writer writer = Files.newBufferedWriter(unfinished, UTF_8)) {
            server.toProperties().store(writer, null);
        }
        Files.move(unfinished, recordFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Ends the recorded server, if it runs, and deletes its data and the record. */
    void endServer() throws IOException {
        Optional<ServerRecord> server = read();
        if (server.isPresent()) {
            server.get().end();
            Files.deleteIfExists(recordFile());
        }
    }

    /** Deletes the directory after the end of a server that cannot be started again. To be called without holding a lock. */
    void deleteIfUnshared() throws IOException {
        if (root.getFileName().toString().startsWith(UNSHARED)) {
            new DirectoryTree(root).delete();
        }
    }

    private Path recordFile() {
        return root.resolve("server.properties");
    }

    private Path membersDirectory() {
        return root.resolve("members");
    }
}
