package io.isolario.servlet;

import io.isolario.core.SandboxRegistry;
import io.isolario.core.carrier.CarriedId;
import io.isolario.core.carrier.Carriers;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;

/** How a {@link SandboxFilter} works; made by its builder. */
record FilterSettings(
        SandboxRegistry registry,
        String path,
        Carriers carriers,
        Optional<PhoenixPlug> phoenix,
        Optional<String> secret,
        Duration idleTimeout,
        Duration maxLifetime) {

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

    /** Returns what a request carries, unchecked: by our own carriers first, then by that of the Phoenix plug. */
    Optional<String> carriedBy(HttpServletRequest request) {
        return carriers.extract(name -> Collections.list(request.getHeaders(name)))
                .map(CarriedId::text)
                .or(() -> phoenix.flatMap(plug -> plug.carriedBy(request)));
    }
}
