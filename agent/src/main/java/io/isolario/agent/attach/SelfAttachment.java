package io.isolario.agent.attach;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gets the {@link Instrumentation} of this JVM: from itself or, if it accepts no such request, by an attaching process. */
public final class SelfAttachment {

    private static final long TIMEOUT_SECONDS = 30;
    private static final Set<String> OPTIONS_FOR_ALL_JVMS =
            Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");
    private static final String FORBIDDING = "-XX:+DisableAttachMechanism";
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    /** The option itself, and options that name a file with options. */
    private static final Pattern HINTS_AT_OPTIONS =
            Pattern.compile("DisableAttachMechanism|@|-XX:(Flags|VMOptionsFile)=");

    private SelfAttachment() {}

    /**
     * Attaches, which takes about 0.1 s if this JVM accepts its own requests, else about 0.3 s.
     *
     * @throws IOException if the JVM forbids attaching, or no process can be started; the message says which
     */
    public static Instrumentation attach() throws IOException {
        Path directory = Files.createTempDirectory("isolario-agent");
        Path receiver = directory.resolve("receiver.jar");
        try {
            writeJar(receiver, Receiver.class);
            return attach(directory, receiver);
        } finally {
            delete(receiver);
            delete(directory);
        }
    }

    private static Instrumentation attach(Path directory, Path receiver) throws IOException {
        IOException ownFailure = null;
        try {
            if (AttachSocket.isAvailable() && !mayForbidAttachment()) {
                new AttachSocket().loadAgent(receiver);
                return received();
            }
        } catch (IOException failure) {
            ownFailure = failure;
        }
        try {
            return attachByProcess(directory, receiver);
        } catch (IOException failure) {
            if (ownFailure != null) {
                failure.addSuppressed(ownFailure);
            }
            throw failure;
        }
    }

    private static Instrumentation attachByProcess(Path directory, Path receiver) throws IOException {
        Path tool = directory.resolve("tool.jar");
        try {
            writeJar(tool, AttachTool.class);
            run(command(tool, receiver));
            return received();
        } finally {
            delete(tool);
        }
    }

    /** On Windows an open file cannot be deleted; it is deleted when the JVM ends. */
    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException open) {
            path.toFile().deleteOnExit();
        }
    }

    private static void writeJar(Path jar, Class<?> only) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Agent-Class", only.getName());
        attributes.putValue("Can-Retransform-Classes", "true");
        attributes.putValue("Can-Redefine-Classes", "true");
        String entry = only.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream bytes = only.getResourceAsStream("/" + entry)) {
            if (bytes == null) {
                throw new IOException("the class file " + entry + " is missing");
            }
            out.putNextEntry(new JarEntry(entry));
            bytes.transferTo(out);
            out.closeEntry();
        }
    }

    private static List<String> command(Path tool, Path receiver) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                tool.toString(),
                AttachTool.class.getName(),
                Long.toString(ProcessHandle.current().pid()),
                receiver.toString());
    }

    private static void run(List<String> command) throws IOException {
        Path output = Files.createTempFile("isolario-attach", ".txt");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            // They may open a debugger's port, which this JVM has already.
            builder.environment().keySet().removeAll(OPTIONS_FOR_ALL_JVMS);
            Process process = builder.start();
            // While the other process starts: the first call takes some time.
            if (forbidsAttachment()) {
                process.destroyForcibly();
                throw new IOException("it was started with " + FORBIDDING);
            }
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("the attaching process did not end within " + TIMEOUT_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException("the attaching process failed: "
                        + Files.readString(output, Charset.defaultCharset()).strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while attaching", e);
        } finally {
            delete(output);
        }
    }

    /** Asks the JVM only if the command line hints at the option: the first call takes some time. */
    private static boolean mayForbidAttachment() throws IOException {
        String given = Files.readString(COMMAND_LINE, StandardCharsets.ISO_8859_1)
                + OPTIONS_FOR_ALL_JVMS.stream().map(System.getenv()::get).toList();
        return HINTS_AT_OPTIONS.matcher(given).find() && forbidsAttachment();
    }

    private static boolean forbidsAttachment() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().contains(FORBIDDING);
    }

    private static Instrumentation received() throws IOException {
        try {
            Object received = Class.forName(Receiver.class.getName(), true, ClassLoader.getSystemClassLoader())
                    .getMethod("take")
                    .invoke(null);
            return requireReceived((Instrumentation) received);
        } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException failure) {
            throw new IOException("the attached class cannot be called: " + failure, failure);
        } catch (InvocationTargetException failure) {
            throw new IOException("the attached class failed: " + failure.getCause(), failure);
        }
    }

    private static Instrumentation requireReceived(@Nullable Instrumentation received) throws IOException {
        if (received == null) {
            throw new IOException("the JVM loaded the attached class but did not call it");
        }
        return received;
    }
}
