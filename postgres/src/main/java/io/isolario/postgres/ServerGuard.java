package io.isolario.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * A small process beside the server that ends it when its last member is gone, however that came about. It waits for the members'
 * file locks, which the operating system releases when a JVM dies, so it learns of a kill at once and without polling.
 *
 * <p>Runs on a class path of its own, of which {@link GuardLaunch} has the list.
 */
final class ServerGuard {

    /** Members hold the start lock for no longer than a start takes. */
    private static final Duration START_LOCK_BOUND = Duration.ofMinutes(10);

    /** Those who only look whether there is a guard hold its lock for an instant; a longer hold is another guard's. */
    private static final Duration GUARD_LOCK_BOUND = Duration.ofSeconds(2);

    private final ServerDirectory directory;

    private ServerGuard(ServerDirectory directory) {
        this.directory = directory;
    }

    /** Guards the server of the directory that is named by the only argument. */
    public static void main(String[] arguments) throws Exception {
        // Ctrl-C reaches the whole group of processes: the members die, but the guard has yet to do its work.
        Thread guarding = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> join(guarding)));
        new ServerGuard(new ServerDirectory(Path.of(arguments[0]))).guard();
    }

    private void guard() throws IOException, TimeoutException {
        // Not closed when this fails: the end of the process releases it.
        FileMutex only = FileMutex.acquire(directory.guardLock(), GUARD_LOCK_BOUND);
        while (!endsServer(only)) {
            awaitFirstMember();
        }
        directory.deleteIfUnshared();
    }

    private void awaitFirstMember() throws IOException, TimeoutException {
        List<Path> members = directory.members();
        if (members.isEmpty()) {
            return;
        }
        Path member = members.get(0);
        try {
            FileMutex.awaitRelease(member);
        } catch (NoSuchFileException hasLeft) {
            return;
        }
        try (FileMutex start = directory.acquireStartLock(START_LOCK_BOUND)) {
            // It may have been caught between making its file and locking it, which it does under the start lock.
            if (!FileMutex.isHeld(member)) {
                Files.deleteIfExists(member);
            }
        }
    }

    /** Gives up the guard's lock before the start lock: who starts the next server must not take this guard for its own. */
    private boolean endsServer(FileMutex only) throws IOException, TimeoutException {
        if (!directory.members().isEmpty()) {
            return false;
        }
        try (FileMutex start = directory.acquireStartLock(START_LOCK_BOUND)) {
            if (!directory.members().isEmpty()) {
                return false;
            }
            directory.endServer();
            only.close();
            return true;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException endNow) {
            Thread.currentThread().interrupt();
        }
    }
}
