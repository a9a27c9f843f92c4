package io.isolario.springboot.client;

import io.isolario.core.Sandbox;
import io.isolario.core.carrier.CarrierHosts;
import io.isolario.core.carrier.Carriers;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;

/** What a request has to carry, and the hooks of Spring's clients that add it. */
final class CallersSandbox {

    private CallersSandbox() {}

    /**
     * Adds the carrier of the calling thread's sandbox to a request. One that carries a sandbox already is left as it is, and so is
     * one that goes to a host that {@link CarrierHosts} does not list.
     */
    static void addTo(HttpRequest request) {
        find(request.getURI(), request.getHeaders())
                .ifPresent(id -> request.getHeaders().set(Carriers.standard().header(), id));
    }

    static Optional<String> find(URI uri, HttpHeaders headers) {
        if (!CarrierHosts.configured().contains(uri.getHost()) || carriesAny(headers)) {
            return Optional.empty();
        }
        return Sandbox.current().map(sandbox -> sandbox.id().value());
    }

    private static boolean carriesAny(HttpHeaders headers) {
        return Carriers.standard().extract(name -> values(headers, name)).isPresent();
    }

    // Of the ways to read a header only this one has the same signature in Spring 6 and 7.
    private static List<String> values(HttpHeaders headers, String name) {
        @Nullable String first = headers.getFirst(name);
        return first == null ? List.of() : List.of(first);
    }
}
