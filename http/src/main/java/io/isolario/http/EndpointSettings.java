package io.isolario.http;

import io.isolario.core.SandboxRegistry;
import io.isolario.core.carrier.Carriers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How a {@link SandboxEndpoint} works; made by its builder. */
record EndpointSettings(
        SandboxRegistry registry,
        String path,
        Carriers carriers,
        Optional<PhoenixPlug> phoenix,
        Optional<String> secret,
        Set<String> allowedOrigins,
        Set<String> allowedHosts,
        boolean strict,
        int maxOpen,
        Duration idleTimeout,
        Duration maxLifetime) {

    private static final String COLLECTION = "/sandboxes";

    static String checkedPath(String path) {
        if (!path.startsWith("/") || path.endsWith("/")) {
            throw new IllegalArgumentException(
                    "Path \"" + path + "\" of SandboxFilter must start with a slash and not end"
                            + " with one, as in \"/isolario/sandboxes\".");
        }
        return path;
    }

    static Duration notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(
                    "The " + name + " of SandboxFilter is negative: " + value + ". Give zero for never.");
        }
        return value;
    }

    static void requireOrigin(String origin) {
        if (!origin.matches("https?://[^/]+")) {
            throw new IllegalArgumentException(
                    "\"" + origin + "\" is no origin. Give a scheme, a host and a port without"
                            + " anything behind, as in \"http://app.test:4200\".");
        }
    }

    static void requireHost(String host) {
        if (!host.matches("[^/:\\s]+|\\[[0-9a-fA-F:.]+]")) {
            throw new IllegalArgumentException("\"" + host
                    + "\" is no host. Give its name or address without a scheme and a port, as in \"app.test\".");
        }
    }

    /** Returns the headers by which a request can carry a sandbox. */
    Set<String> deciding() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(carriers.headers());
        phoenix.map(PhoenixPlug::header).ifPresent(names::add);
        return names;
    }

    /** Returns where the calls are that are about no sandbox: beside the sandboxes, or below when they are called otherwise. */
    String root() {
        return path.endsWith(COLLECTION) && path.length() > COLLECTION.length()
                ? path.substring(0, path.length() - COLLECTION.length())
                : path;
    }
}
