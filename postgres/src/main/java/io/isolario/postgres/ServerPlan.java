package io.isolario.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * All that decides which server is used. JVMs whose plans have the same key share one.
 *
 * @param askedAtNanos when the user asked for it, to tell how long that took
 */
record ServerPlan(
        PostgresBinaries binaries,
        CacheDirectory cache,
        ServerSettings settings,
        Sharing sharing,
        String key,
        Duration bound,
        long askedAtNanos) {

    /** Changes when servers of this and an earlier version of the library cannot be shared. */
    private static final String PROTOCOL = "1";

    static ServerPlan of(
            PostgresBinaries binaries,
            CacheDirectory cache,
            ServerSettings settings,
            Sharing sharing,
            Duration bound,
            long askedAtNanos)
            throws IOException {
        String key =
                switch (sharing) {
                    case ALL_JVMS -> "shared-" + fingerprint(binaries, settings);
                    case NOBODY -> ServerDirectory.UNSHARED + RandomToken.ofBytes(4);
                };
        return new ServerPlan(binaries, cache, settings, sharing, key, bound, askedAtNanos);
    }

    ServerDirectory directory() {
        return new ServerDirectory(cache.root().resolve("servers").resolve(key));
    }

    private static String fingerprint(PostgresBinaries binaries, ServerSettings settings) throws IOException {
        String identity = String.join(
                "|", PROTOCOL, binaries.identity(), binaries.account().toString(), settings.fingerprint(), machine());
        return UUID.nameUUIDFromBytes(identity.getBytes(UTF_8)).toString().substring(0, 13);
    }

    /**
     * Returns what is the same for processes that can see each other and reach each other's loopback address. Containers and
     * machines may share a home directory, and yet must not share a server. Empty where there is no such thing to ask.
     */
    private static String machine() throws IOException {
        StringBuilder machine = new StringBuilder();
        Path bootId = Path.of("/proc/sys/kernel/random/boot_id");
        if (Files.isReadable(bootId)) {
            machine.append(Files.readString(bootId).strip());
        }
        for (String namespace : List.of("net", "pid", "mnt")) {
            Path link = Path.of("/proc/self/ns", namespace);
            if (Files.isSymbolicLink(link)) {
                machine.append(' ').append(Files.readSymbolicLink(link));
            }
        }
        return machine.toString();
    }
}
