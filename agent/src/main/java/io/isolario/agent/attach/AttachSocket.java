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
 * The socket at which HotSpot on Linux takes the requests of tools, used by the JVM itself: that takes a third of the time that
 * another JVM needs to ask.
 *
 * <p>A tool makes the file {@code /tmp/.attach_pid<id>} and sends SIGQUIT, which lets the JVM open {@code /tmp/.java_pid<id>}; there it
 * sends {@code 1}, the command and three arguments, each ended by a zero byte, and gets a result code on a line of its own and
 * text until the end (HotSpot's {@code attachListener_posix.cpp} and {@code VirtualMachineImpl}).
 */
final class AttachSocket {

    private static final Path TEMPORARY = Path.of("/tmp"); // whatever java.io.tmpdir is
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int SIGQUIT = 3;

    /** The request was understood, and {@code Agent_OnAttach} returned zero. */
    private static final String LOADED = "0\nreturn code: 0";

    private static final long LOOK_NANOS = Duration.ofMillis(1).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final long pid = ProcessHandle.current().pid();
    private final Path socket = TEMPORARY.resolve(".java_pid" + pid);

    /**
     * Returns whether this JVM can be asked in this way. One that leaves SIGQUIT to the operating system would be ended by it.
     *
     * @throws IOException if the state of this process cannot be read
     */
    static boolean isThere() throws IOException {
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
     * Lets the JVM load an agent.
     *
     * @throws IOException if it cannot be asked, does not answer in time or refuses
     */
    void loadAgent(Path jar) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
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

    /** Makes the JVM listen, unless a tool has done so before. */
    private void open(long deadline) throws IOException {
        if (Files.exists(socket)) {
            return;
        }
        Path trigger = TEMPORARY.resolve(".attach_pid" + pid);
        try {
            Files.createFile(trigger);
        } catch (FileAlreadyExistsException anotherTool) {
            // It waits for the same socket.
        }
        try {
            sendQuit(deadline);
            while (!Files.exists(socket)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException(
                            "the JVM has not opened " + socket + " within " + PATIENCE.toMillis() + " ms");
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        } finally {
            Files.deleteIfExists(trigger);
        }
    }

    /** A shell has {@code kill} built in; Java itself sends no signal that the JVM handles. */
    private void sendQuit(long deadline) throws IOException {
        Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -QUIT " + pid)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!kill.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                kill.destroyForcibly();
                throw new IOException("no signal could be sent within " + PATIENCE.toMillis() + " ms");
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
                    throw new IOException("the JVM has not answered within " + PATIENCE.toMillis() + " ms");
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
