package io.isolario.http;

import io.isolario.core.carrier.LoopbackHosts;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By which names the API may be called: those of this machine, those by which a container calls it, and those that were allowed.
 *
 * <p>A page of another host may have its name resolve to a loopback address, and so call the API as its own origin (DNS rebinding).
 * Only the header {@code Host} tells. With a secret it does not matter: such a page does not know it.
 */
final class Hosts {

    /** By these names containers call the machine that they run on; no name server but their own gives them out. */
    private static final Set<String> OF_CONTAINERS =
            Set.of("host.docker.internal", "host.testcontainers.internal", "host.containers.internal");

    private static final Pattern PORT = Pattern.compile("^(\\[[^]]*]|[^:]*):[0-9]*$");
    private static final int LONGEST_QUOTED = 64;

    private final boolean anyHost;
    private final Set<String> allowed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    Hosts(EndpointSettings settings) {
        this.anyHost = settings.secret().isPresent();
        allowed.addAll(OF_CONTAINERS);
        allowed.addAll(settings.allowedHosts());
        settings.allowedOrigins()
                .forEach(origin -> allowed.add(URI.create(origin).getHost()));
    }

    /** Throws a problem if the request was sent to a host of another name. */
    void admit(ApiRequest call) {
        call.values("Host").stream()
                .filter(host -> !anyHost && !isAllowed(host))
                .findFirst()
                .ifPresent(foreign -> {
                    throw foreignHost(foreign);
                });
    }

    private boolean isAllowed(String header) {
        Matcher port = PORT.matcher(header.strip());
        String named = port.matches() ? port.group(1) : header.strip();
        String host = named.endsWith(".") ? named.substring(0, named.length() - 1) : named;
        return LoopbackHosts.contains(host)
                || host.toLowerCase(Locale.ROOT).endsWith(".localhost")
                || allowed.contains(host);
    }

    private static ProblemException foreignHost(String host) {
        return new ProblemException(HttpProblem.of(
                HttpProblem.FORBIDDEN,
                "foreign-host",
                "Host of another name",
                "The request was sent to the host \""
                        + (host.length() > LONGEST_QUOTED ? host.substring(0, LONGEST_QUOTED) + "…" : host)
                        + "\". Without a secret the HTTP API of sandboxes, and the application below its path, answer to the names of"
                        + " this machine only, as a page of another host may have its name lead here. Call it as localhost, or"
                        + " allow the name (isolario.http.allowed-hosts, SandboxFilter.Builder.allowedHosts)."));
    }
}
