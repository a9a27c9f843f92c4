package io.isolario.core.carrier;

import io.isolario.core.SandboxId;
import java.util.List;
import java.util.Optional;

/**
 * Writes the id of a sandbox to the headers of a request and finds it there again. Immutable and thread-safe.
 *
 * <p>Injection leaves what others put into a header in its place. Extraction looks for the carriers in the order of {@link
 * Carrier} and takes the first that is there, so that a fresh header wins over a stale cookie.
 */
public final class Carriers {

    /** The header of {@link Carrier#HEADER} when nothing else is said. */
    public static final String DEFAULT_HEADER = "X-Isolario-Sandbox";

    private static final Carriers STANDARD = new Carriers(DEFAULT_HEADER);

    private final String header;

    private Carriers(String header) {
        this.header = header;
    }

    /** Returns the carriers with their standard names. */
    public static Carriers standard() {
        return STANDARD;
    }

    /** Returns the carriers with another name for {@link Carrier#HEADER}. */
    public static Carriers withHeader(String header) {
        return new Carriers(header);
    }

    /** Returns the name of the header of {@link Carrier#HEADER}. */
    public String header() {
        return header;
    }

    /** Writes an id by one carrier. */
    public void inject(SandboxId id, Carrier carrier, HeaderWriter headers) {
        switch (carrier) {
            case HEADER -> headers.set(header, id.value());
            case BAGGAGE -> headers.set(Baggage.HEADER, Baggage.merge(headers.value(Baggage.HEADER), id.value()));
            case COOKIE -> headers.set(Cookies.HEADER, Cookies.merge(headers.value(Cookies.HEADER), id.value()));
            case USER_AGENT ->
                headers.set(UserAgent.HEADER, UserAgent.merge(headers.value(UserAgent.HEADER), id.value()));
        }
    }

    /** Returns the names of all headers that may carry an id, on which the answer to a request therefore depends. */
    public List<String> headers() {
        return List.of(header, Baggage.HEADER, Cookies.HEADER, UserAgent.HEADER);
    }

    /**
     * Returns what the headers carry, unchecked; empty when they carry nothing. Where one carrier has several ids, they are
     * joined: not a valid id, so that parsing it refuses the request.
     */
    public Optional<CarriedId> extract(HeaderReader headers) {
        for (Carrier carrier : Carrier.values()) {
            Optional<CarriedId> found = extract(carrier, headers).map(text -> new CarriedId(carrier, text));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<String> extract(Carrier carrier, HeaderReader headers) {
        return single(
                switch (carrier) {
                    case HEADER -> headers.values(header);
                    case BAGGAGE -> Baggage.read(headers.values(Baggage.HEADER));
                    case COOKIE -> Cookies.read(headers.values(Cookies.HEADER));
                    case USER_AGENT -> UserAgent.read(headers.values(UserAgent.HEADER));
                });
    }

    /** Two ids cannot both be meant, and picking one could serve a test the data of another. */
    private static Optional<String> single(List<String> values) {
        List<String> distinct = values.stream().map(String::strip).distinct().toList();
        return distinct.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", distinct));
    }
}
