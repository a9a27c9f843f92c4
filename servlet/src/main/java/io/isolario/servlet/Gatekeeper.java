package io.isolario.servlet;

import io.isolario.core.carrier.LoopbackHosts;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Decides who may call the HTTP API: whoever knows the secret if there is one, else loopback addresses. */
final class Gatekeeper {

    private static final String KEY_HEADER = "X-Isolario-Key";

    private final Optional<String> secret;

    Gatekeeper(Optional<String> secret) {
        this.secret = secret;
    }

    /** Throws a problem if the sender of the request may not call the API. */
    void admit(HttpServletRequest request) {
        if (secret.isPresent()) {
            requireSecret(request, secret.get());
        } else if (!LoopbackHosts.contains(request.getRemoteAddr())) {
            throw new ProblemException(HttpProblem.of(
                    HttpProblem.FORBIDDEN,
                    "not-loopback",
                    "Not a loopback address",
                    "The HTTP API of sandboxes answers loopback addresses only, and this request comes from "
                            + request.getRemoteAddr()
                            + ". Call it from the machine of the application, or set a secret"
                            + " (SandboxFilter.Builder.secret) and send it in the header " + KEY_HEADER + "."));
        }
    }

    private static void requireSecret(HttpServletRequest request, String secret) {
        String key = request.getHeader(KEY_HEADER);
        if (key == null) {
            throw new ProblemException(HttpProblem.of(
                    HttpProblem.UNAUTHORIZED,
                    "no-key",
                    "No key",
                    "The HTTP API of sandboxes is protected by a secret. Send it in the header " + KEY_HEADER + "."));
        }
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
