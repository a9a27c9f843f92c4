package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.slf4j.Logger;
import org.slf4j.simple.SimpleLoggerFactory;

/** The agent in an application whose build has relocated it, as shading does. */
class RelocatedJarTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void aRelocatedAgentFollowsSandboxesOfARelocatedCore() throws Exception {
        Path relocated = relocate();
        String classPath = String.join(
                File.pathSeparator,
                relocated.toString(),
                ShippedProgram.homeOf(Logger.class).toString(),
                ShippedProgram.homeOf(SimpleLoggerFactory.class).toString());

        List<String> lines = new ShippedProgram(directory)
                .run(List.of("-XX:+EnableDynamicAgentLoading"), classPath, "acme.isolario.agent.LateAttachProgram")
                .lines();

        assertThat(lines).isEqualTo(ShippedJarTest.expected("attached to itself"));
    }

    private Path relocate() throws IOException {
        Path target = Files.createDirectory(directory.resolve("relocated"));
        try (FileSystem jar = FileSystems.newFileSystem(ShippedProgram.JAR)) {
            relocate(jar.getPath("/"), target);
        }
        relocate(ShippedProgram.homeOf(LateAttachProgram.class), target);
        Path core = ShippedProgram.homeOf(Sandbox.class);
        if (Files.isDirectory(core)) {
            relocate(core, target);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(core)) {
                relocate(jar.getPath("/"), target);
            }
        }
        return target;
    }

    private static void relocate(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(RelocatedJarTest::isMoved).toList()) {
                String name = moved(source.relativize(file).toString());
                Path to = target.resolve(name);
                Files.createDirectories(to.getParent());
                if (name.endsWith(".class")) {
                    Files.write(to, relocated(file));
                } else {
                    Files.writeString(to, moved(Files.readString(file)));
                }
            }
        }
    }

    private static boolean isMoved(Path file) {
        String name = file.toString();
        boolean isClass = name.endsWith(".class") && !name.endsWith("module-info.class");
        boolean isService = name.contains("META-INF/services/") && !Files.isDirectory(file);
        return isClass || isService;
    }

    private static byte[] relocated(Path classFile) throws IOException {
        try (InputStream in = Files.newInputStream(classFile)) {
            ClassWriter writer = new ClassWriter(0);
            new ClassReader(in).accept(new ClassRemapper(writer, new Moving()), 0);
            return writer.toByteArray();
        }
    }

    private static String moved(String name) {
        return name.replace("io/isolario/", "acme/isolario/").replace("io.isolario.", "acme.isolario.");
    }

    private static final class Moving extends Remapper {

        Moving() {
            super(Opcodes.ASM9);
        }

        @Override
        public String map(String internalName) {
            return moved(internalName);
        }

        @Override
        public Object mapValue(Object value) {
            return value instanceof String text ? moved(text) : super.mapValue(value);
        }
    }
}
