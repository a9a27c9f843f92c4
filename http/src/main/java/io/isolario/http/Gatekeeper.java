package io.isolario.http;

import io.isolario.core.carrier.LoopbackHosts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decides who may call the HTTP API: whoever knows the secret if there is one, else loopback addresses.
 *
 * <p>An address that a proxy reports can be made up by its client. So the address that accepted the connection has to be a loopback
 * one too, and so has every address that a forwarding header names. Where the server takes addresses from these headers itself, both
 * count, what it has made of them and what came over the connection.
 */
final class Gatekeeper {

    private static final String KEY_HEADER = "X-Isolario-Key";
    private static final List<String> FORWARDING =
            List.of("X-Forwarded-For", "X-Real-IP", "X-Client-IP", "True-Client-IP");
    private static final Pattern FORWARDED_FOR =
            Pattern.compile("for\\s*=\\s*(\"[^\"]*\"|[^;,\\s]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PORT = Pattern.compile("^(\\[[^]]*]|[^:]*):[0-9]+$");

    private final Optional<String> secret;

    Gatekeeper(Optional<String> secret) {
        this.secret = secret;
    }

    /** Throws a problem if the sender of the request may not call the API. */
    void admit(ApiRequest call) {
        if (secret.isPresent()) {
            requireSecret(call, secret.get());
            return;
        }
        Stream.of(new Sender(call.remoteAddress(), call.localAddress(), call), call.received())
                .flatMap(Gatekeeper::addresses)
                .filter(address -> !LoopbackHosts.contains(address))
                .findFirst()
                .ifPresent(foreign -> {
                    throw notLoopback(foreign);
                });
    }

    private static Stream<String> addresses(Sender sender) {
        Stream<String> listed = FORWARDING.stream()
                .flatMap(name -> sender.headers().values(name).stream())
                .flatMap(value -> Arrays.stream(value.split(",", -1)));
        Stream<String> forwarded = sender.headers().values("Forwarded").stream().flatMap(Gatekeeper::forwardedFor);
        return Stream.concat(
                Stream.of(sender.remoteAddress(), sender.localAddress()),
                Stream.concat(listed, forwarded).map(Gatekeeper::withoutPort));
    }

    /** A header that names nobody hides somebody. */
    private static Stream<String> forwardedFor(String header) {
        List<String> names = FORWARDED_FOR
                .matcher(header)
                .results()
                .map(match -> match.group(1).replace("\"", ""))
                .toList();
        return names.isEmpty() ? Stream.of("unknown") : names.stream();
    }

    private static String withoutPort(String address) {
        String stripped = address.strip();
        Matcher port = PORT.matcher(stripped);
        return port.matches() ? port.group(1) : stripped;
    }

    private static ProblemException notLoopback(String address) {
        return new ProblemException(HttpProblem.of(
                HttpProblem.FORBIDDEN,
                "not-loopback",
                "Not a loopback address",
                "The HTTP API of sandboxes answers loopback addresses only, and this request comes from, through or to \""
                        + (address.length() > 64 ? address.substring(0, 64) + "…" : address)
                        + "\". Call it from the machine of the application, or set a secret"
                        + " (SandboxFilter.Builder.secret) and send it in the header " + KEY_HEADER + "."));
    }

    private static void requireSecret(ApiRequest call, String secret) {
        String key = call.header(KEY_HEADER)
                .orElseThrow(() -> new ProblemException(HttpProblem.of(
                        HttpProblem.UNAUTHORIZED,
                        "no-key",
                        "No key",
                        "The HTTP API of sandboxes is protected by a secret. Send it in the header " + KEY_HEADER
                                + ".")));
        // Takes the same time wherever the two differ.
        if (!MessageDigest.isEqual(key.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8))) {
            throw new ProblemException(HttpProblem.of(
                    HttpProblem.FORBIDDEN,
                    "wrong-key",
                    "Wrong key",
                    "The header " + KEY_HEADER + " has not the secret that the HTTP API of sandboxes is protected by."
                            + " Send the value given to SandboxFilter.Builder.secret."));
        }
    }
}
