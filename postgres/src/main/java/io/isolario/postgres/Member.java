package io.isolario.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** This JVM's registration with a server: a file whose lock it holds until it leaves or dies. */
final class Member implements AutoCloseable {

    private final Path file;
    private final String token;
    private final FileMutex mutex;

    private Member(Path file, String token, FileMutex mutex) {
        this.file = file;
        this.token = token;
        this.mutex = mutex;
    }

    /** Registers this JVM. To be called under the start lock. */
    static Member register(ServerDirectory directory, Duration bound) throws IOException, TimeoutException {
        String token = RandomToken.ofBytes(4);
        Path file = directory.memberFile(ProcessHandle.current().pid(), token);
        return new Member(file, token, FileMutex.acquire(file, bound));
    }

    /** Returns the tokens of the members that live, this one included. To be called under the start lock. */
    static Set<String> liveTokens(ServerDirectory directory) throws IOException {
        Set<String> live = new HashSet<>();
        String own = ProcessHandle.current().pid() + "-";
        for (Path member : directory.members()) {
            String name = member.getFileName().toString();
            // A file of our own process must not even be opened, or its lock is gone; see FileMutex.
            if (name.startsWith(own) || FileMutex.isHeld(member)) {
                live.add(name.substring(name.indexOf('-') + 1));
            }
        }
        return live;
    }

    /** Returns what makes this member's role and databases its own. */
    String token() {
        return token;
    }

    @Override
    public void close() throws IOException {
        try (FileMutex closing = mutex) {
            Files.deleteIfExists(file);
        }
    }
}
