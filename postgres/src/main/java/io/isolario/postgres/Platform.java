package io.isolario.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * An operating system and processor in the words of the embedded binaries.
 *
 * @param artifact the last part of the artifact id, such as {@code linux-amd64}
 * @param resource the archive's name in that artifact, such as {@code postgres-linux-x86_64.txz}
 */
record Platform(String artifact, String resource) {

    static Platform current() {
        return of(
                System.getProperty("os.name", ""),
                System.getProperty("os.arch", ""),
                Files.exists(Path.of("/etc/alpine-release")) ? "alpine" : "");
    }

    static Platform of(String osName, String osArch, String distribution) {
        String system = system(osName);
        Processor processor = Processor.named(osArch);
        boolean alpine = system.equals("linux") && distribution.equals("alpine");
        return new Platform(
                system + "-" + processor.inArtifact + (alpine ? "-alpine" : ""),
                "postgres-" + system + "-" + processor.inResource + (alpine ? "-alpine_linux" : "") + ".txz");
    }

    static boolean isWindows() {
        return system(System.getProperty("os.name", "")).equals("windows");
    }

    /** Returns the file name of a program: with {@code .exe} on Windows. */
    static String executable(String program) {
        return isWindows() ? program + ".exe" : program;
    }

    private static String system(String osName) {
        String name = osName.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return "windows";
        }
        return name.startsWith("mac") || name.startsWith("darwin") ? "darwin" : "linux";
    }

    private record Processor(String inArtifact, String inResource) {

        static Processor named(String osArch) {
            return switch (osArch.toLowerCase(Locale.ROOT)) {
                case "amd64", "x86_64" -> new Processor("amd64", "x86_64");
                case "aarch64", "arm64" -> new Processor("arm64v8", "arm_64");
                case "ppc64le" -> new Processor("ppc64le", "ppcle_64");
                case "x86", "i386", "i686" -> new Processor("i386", "x86_32");
                default -> new Processor(osArch, osArch);
            };
        }
    }
}
