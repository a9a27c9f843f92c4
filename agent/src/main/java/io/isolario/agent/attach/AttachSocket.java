package io.isolario.agent.attach;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The socket at which HotSpot on Linux accepts requests of tools, used by the JVM itself. That takes a third of the time of an attaching
 * process.
 *
 * <p>A tool creates the file {@code /tmp/.attach_pid<id>} and sends SIGQUIT; the JVM then opens the socket {@code /tmp/.java_pid<id>}.
 * The tool sends {@code 1}, the command and three arguments, each ended by a zero byte. The answer is a result code on a line of its own,
 * and text until the end (HotSpot's {@code attachListener_posix.cpp} and {@code VirtualMachineImpl}).
 */
final class AttachSocket {

    private static final Path TEMPORARY = Path.of("/tmp"); // whatever java.io.tmpdir is
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int SIGQUIT = 3;

    /** The request was understood, and {@code Agent_OnAttach} returned zero. */
    private static final String LOADED = "0\nreturn code: 0";

    private static final long POLL_NANOS = Duration.ofMillis(1).toNanos();
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final long pid = ProcessHandle.current().pid();
    private final Path socket = TEMPORARY.resolve(".java_pid" + pid);

    /**
     * Returns whether this JVM accepts such requests. SIGQUIT would end a JVM that does not handle it.
     *
     * @throws IOException if the state of this process cannot be read
     */
    static boolean isAvailable() throws IOException {
        return Files.isReadable(STATUS) && catches(Files.readString(STATUS));
    }

    /** @param status the text of {@code /proc/<id>/status}, see proc(5) */
    static boolean catches(String status) {
        return status.lines()
                .filter(line -> line.startsWith("SigCgt:"))
                .map(line ->
                        new BigInteger(line.substring(line.indexOf(':') + 1).strip(), 16))
                .anyMatch(caught -> caught.testBit(SIGQUIT - 1));
    }

    /**
     * Makes the JVM load an agent.
     *
     * @throws IOException if the JVM does not listen, does not answer in time or refuses
     */
    void loadAgent(Path jar) throws IOException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        open(deadline);
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            ByteBuffer request = request("load", "instrument", "false", jar.toString());
            while (request.hasRemaining()) {
                channel.write(request);
            }
            String answer = read(channel, deadline);
            if (!answer.strip().equals(LOADED)) {
                throw new IOException(
                        "the JVM has not loaded " + jar + ": " + answer.strip().replace("\n", ", "));
            }
        }
    }

    private static ByteBuffer request(String command, String... arguments) {
        return StandardCharsets.UTF_8.encode("1\0" + command + "\0" + String.join("\0", arguments) + "\0");
    }

    /** Makes the JVM listen, unless a tool has done so already. */
    private void open(long deadline) throws IOException {
        if (Files.exists(socket)) {
            return;
        }
        Path trigger = TEMPORARY.resolve(".attach_pid" + pid);
        try {
            Files.createFile(trigger);
        } catch (FileAlreadyExistsException anotherTool) {
            // That tool waits for the same socket.
        }
        try {
            sendQuit(deadline);
            while (!Files.exists(socket)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException("the JVM has not opened " + socket + " within " + TIMEOUT.toMillis() + " ms");
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        } finally {
            Files.deleteIfExists(trigger);
        }
    }

    /** Uses the {@code kill} of a shell: Java cannot send SIGQUIT. */
    private void sendQuit(long deadline) throws IOException {
        Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -QUIT " + pid)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!kill.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                kill.destroyForcibly();
                throw new IOException("no signal could be sent within " + TIMEOUT.toMillis() + " ms");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while sending a signal", e);
        }
        if (kill.exitValue() != 0) {
            throw new IOException("no signal could be sent: kill ended with " + kill.exitValue());
        }
    }

    private static String read(SocketChannel channel, long deadline) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteBuffer part = ByteBuffer.allocate(1024);
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            while (true) {
                long millisLeft = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (millisLeft <= 0) {
                    throw new IOException("the JVM has not answered within " + TIMEOUT.toMillis() + " ms");
                }
                selector.select(millisLeft);
                selector.selectedKeys().clear();
                int count = channel.read(part);
                if (count < 0) {
                    return answer.toString(StandardCharsets.UTF_8);
                }
                answer.write(part.array(), 0, count);
                part.clear();
            }
        }
    }
}
