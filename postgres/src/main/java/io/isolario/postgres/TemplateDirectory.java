package io.isolario.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;

/**
 * A data directory as initdb leaves it, kept between runs: a server gets a copy. Its password is random, and kept beside it.
 */
record TemplateDirectory(Path root) {

    static final String ADMINISTRATOR = "postgres";

    /** Changes when what {@link #initialise} does changes, so that older templates are not used. */
    private static final String LAYOUT = "2";

    private static final int FIRST_WITH_SETTINGS = 16;
    private static final int FIRST_WITH_BUILTIN_LOCALE = 17;

    static TemplateDirectory published(PostgresBinaries binaries, CacheDirectory cache, Duration bound)
            throws IOException, TimeoutException {
        String owner = binaries.account().userId().isPresent()
                ? "-" + binaries.account().userId().getAsInt()
                : "";
        String name = "template-" + binaries.identity() + "-" + LAYOUT + owner;
        return new TemplateDirectory(
                cache.publish(name, bound, workplace -> new TemplateDirectory(workplace).initialise(binaries)));
    }

    Path data() {
        return root.resolve("data");
    }

    String password() throws IOException {
        return Files.readString(passwordFile()).strip();
    }

    private Path passwordFile() {
        return root.resolve("password");
    }

    private void initialise(PostgresBinaries binaries) throws IOException {
        Files.writeString(passwordFile(), RandomToken.ofBytes(16), UTF_8);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(passwordFile(), PosixFilePermissions.fromString("rw-------"));
        }
        Files.createDirectory(data());
        OptionalInt owner = binaries.account().userId();
        if (owner.isPresent()) {
            new DirectoryTree(root).giveTo(owner.getAsInt());
        }
        binaries.run("initdb", arguments(binaries.majorVersion()).toArray(String[]::new));
    }

    private List<String> arguments(int majorVersion) {
        List<String> arguments = new ArrayList<>(List.of(
                "--pgdata=" + data(),
                "--pwfile=" + passwordFile(),
                "--username=" + ADMINISTRATOR,
                "--auth-local=scram-sha-256",
                // Over the loopback interface only. With SCRAM each connection costs milliseconds, or drivers refuse
                // it: some demand the
                // 4096 iterations of RFC 7677, section 4. For a password with 128 random bits iterations add no safety.
                "--auth-host=password",
                "--encoding=UTF8",
                "--no-locale",
                "--no-sync"));
        if (majorVersion >= FIRST_WITH_BUILTIN_LOCALE) {
            arguments.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        }
        if (majorVersion >= FIRST_WITH_SETTINGS) {
            // The server checks a password by the same iterations.
            arguments.addAll(List.of("--set", "scram_iterations=1"));
        }
        return arguments;
    }
}
