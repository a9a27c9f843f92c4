package io.isolario.http;

import io.isolario.core.carrier.LoopbackHosts;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which pages of other origins may call the API from a browser: those that were allowed, and none of another host unasked. */
final class Origins {

    private static final String OUR_HEADERS = "Content-Type, Idempotency-Key, Prefer, X-Isolario-Key";
    private static final String EXPOSED = "Location, Retry-After, Idempotency-Replayed, Server-Timing";

    private final Set<String> allowed;
    private final String carrierHeader;

    Origins(EndpointSettings settings) {
        this.allowed = settings.allowedOrigins();
        this.carrierHeader = settings.carriers().header();
    }

    /** Throws a problem if a page that is neither of this machine nor allowed has sent the request. */
    void admit(ApiRequest call) {
        call.header("Origin")
                .filter(origin -> !allowed.contains(origin) && !isOfThisMachine(origin))
                .ifPresent(origin -> {
                    throw new ProblemException(HttpProblem.of(
                            HttpProblem.FORBIDDEN,
                            "foreign-origin",
                            "Page of another origin",
                            "A page of \"" + (origin.length() > 64 ? origin.substring(0, 64) + "…" : origin)
                                    + "\" must not call the HTTP API of sandboxes. Allow its origin by"
                                    + " SandboxFilter.Builder.allowedOrigins, or call through a proxy of the page's own"
                                    + " origin on this machine."));
                });
    }

    private static boolean isOfThisMachine(String origin) {
        try {
            String host = URI.create(origin).getHost();
            return host != null
                    && (LoopbackHosts.contains(host)
                            || host.toLowerCase(Locale.ROOT).endsWith(".localhost"));
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }

    boolean isPreflight(ApiRequest call) {
        return call.method().equals("OPTIONS")
                && call.header("Access-Control-Request-Method").isPresent();
    }

    ApiResponse preflight(ApiRequest call) {
        return withHeaders(call, ApiResponse.empty(ApiResponse.NO_CONTENT))
                .with("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE")
                .with("Access-Control-Allow-Headers", OUR_HEADERS + ", " + carrierHeader)
                .with("Access-Control-Max-Age", "600");
    }

    /** Lets the page read the answer if its origin was allowed; a page of this machine that was not asked about gets nothing. */
    ApiResponse withHeaders(ApiRequest call, ApiResponse answer) {
        Optional<String> origin = allowedOrigin(call);
        if (origin.isEmpty()) {
            return answer;
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Access-Control-Allow-Origin", List.of(origin.get()));
        headers.put("Access-Control-Allow-Credentials", List.of("true"));
        headers.put("Access-Control-Expose-Headers", List.of(EXPOSED + ", " + carrierHeader));
        headers.put("Vary", List.of("Origin"));
        return answer.with(headers);
    }

    Optional<String> allowedOrigin(ApiRequest call) {
        return call.header("Origin").filter(allowed::contains);
    }
}
