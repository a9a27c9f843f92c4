package io.isolario.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * A lock on a file that one JVM at a time can hold, and that the operating system releases when the holder dies.
 *
 * <p>POSIX drops all locks of a process on a file as soon as that process closes <em>any</em> channel of it. So a JVM must never
 * open a file of which it holds the lock.
 */
final class FileMutex implements AutoCloseable {

    private static final long PAUSE_MILLIS = 10;

    private final FileChannel channel;
    private final FileLock lock;

    private FileMutex(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Waits for the lock. The wait looks every 10 ms, because the blocking system call cannot be given a bound.
     *
     * @throws TimeoutException when another process holds it for longer; the message names the process
     */
    static FileMutex acquire(Path file, Duration bound) throws IOException, TimeoutException {
        FileChannel channel = open(file);
        try {
            long deadline = System.nanoTime() + bound.toNanos();
            FileLock lock;
            while ((lock = tryLock(channel)) == null) {
                if (System.nanoTime() - deadline > 0) {
                    throw new TimeoutException("process %s has held the lock %s for more than %d s"
                            .formatted(Files.readString(file).strip(), file, bound.toSeconds()));
                }
                pause();
            }
            return held(channel, lock);
        } catch (IOException | TimeoutException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Waits without a bound until the lock is free, that is until its holder has released it or died. */
    static void awaitRelease(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.lock().release();
        }
    }

    /** Tells whether a process, which must not be this one, holds the lock; false where there is no such file. */
    static boolean isHeld(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = tryLock(channel)) {
            return lock == null;
        } catch (NoSuchFileException nobodyEverHeldIt) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try (FileChannel closing = channel) {
            lock.release();
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    @SuppressWarnings("NullAway") // FileChannel.tryLock returns null when another process holds the lock.
    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisJvm) {
            return null;
        }
    }

    private static FileMutex held(FileChannel channel, FileLock lock) throws IOException {
        byte[] holder = Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8);
        channel.truncate(0).write(ByteBuffer.wrap(holder), 0);
        return new FileMutex(channel, lock);
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a file lock", e);
        }
    }
}
