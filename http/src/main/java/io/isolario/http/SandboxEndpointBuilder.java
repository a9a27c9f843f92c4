package io.isolario.http;

import com.google.errorprone.annotations.CheckReturnValue;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.carrier.Carriers;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Collects how a {@link SandboxEndpoint} is to work. Confined to one thread. */
public final class SandboxEndpointBuilder {

    private static final String DEFAULT_PATH = "/isolario/sandboxes";
    private static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration DEFAULT_MAX_LIFETIME = Duration.ofMinutes(10);
    private static final String PHOENIX_HEADER = "user-agent";

    private final SandboxRegistry registry;
    private String path = DEFAULT_PATH;
    private Carriers carriers = Carriers.standard();
    private Optional<String> phoenixPath = Optional.empty();
    private String phoenixHeader = PHOENIX_HEADER;
    private Optional<String> secret = Optional.empty();
    private Set<String> allowedOrigins = Set.of();
    private Set<String> allowedHosts = Set.of();
    private boolean strict;
    private int maxOpen;
    private Duration idleTimeout = DEFAULT_IDLE_TIMEOUT;
    private Duration maxLifetime = DEFAULT_MAX_LIFETIME;

    SandboxEndpointBuilder(SandboxRegistry registry) {
        this.registry = registry;
    }

    /**
     * Sets where the sandboxes are, below the context path; {@code /isolario/sandboxes} when not called. The other calls are beside
     * them when this ends with {@code /sandboxes}, else below.
     *
     * @throws IllegalArgumentException if {@code value} does not start with a slash, or ends with one
     */
    public SandboxEndpointBuilder path(String value) {
        path = EndpointSettings.checkedPath(value);
        return this;
    }

    /** Sets the header that carries the id of a sandbox; {@link Carriers#DEFAULT_HEADER} when not called. */
    public SandboxEndpointBuilder header(String value) {
        carriers = Carriers.withHeader(value);
        return this;
    }

    /**
     * Also answers as the sandbox plug of Phoenix does: {@code POST} returns a token as plain text, {@code DELETE} with the token
     * in a header ends its sandbox.
     *
     * @param value where, below the context path; usually {@code /sandbox}
     * @throws IllegalArgumentException if {@code value} does not start with a slash, or ends with one
     */
    public SandboxEndpointBuilder phoenixPath(String value) {
        phoenixPath = Optional.of(EndpointSettings.checkedPath(value));
        return this;
    }

    /** Sets the header that carries the token of {@link #phoenixPath}; {@code user-agent} when not called. */
    public SandboxEndpointBuilder phoenixHeader(String value) {
        phoenixHeader = value;
        return this;
    }

    /**
     * Sets the secret that every call of the HTTP API has to have in its header {@code X-Isolario-Key}. Without a secret the API
     * answers loopback addresses only.
     *
     * @throws IllegalArgumentException if {@code value} is blank
     */
    public SandboxEndpointBuilder secret(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(
                    "The secret of the HTTP API is blank. Give one that cannot be guessed, or none: then the API answers"
                            + " loopback addresses only.");
        }
        secret = Optional.of(value);
        return this;
    }

    /**
     * Lets pages of other origins call the API, and send our header to the application, from a browser. None when not called; pages
     * of the application's own origin and of loopback hosts behind a proxy need no permission.
     *
     * @param values origins such as {@code http://app.test:4200}
     * @throws IllegalArgumentException if one is no origin
     */
    public SandboxEndpointBuilder allowedOrigins(Collection<String> values) {
        values.forEach(EndpointSettings::requireOrigin);
        allowedOrigins = Set.copyOf(values);
        return this;
    }

    /**
     * Sets by which further names of this machine the API may be called without a secret, and the application below its path; none
     * when not called. Names that lead to loopback addresses by themselves, the hosts of {@link #allowedOrigins} and the names by which
     * containers call their host need not be given.
     *
     * @param values host names such as {@code app.test}
     * @throws IllegalArgumentException if one is no host name
     */
    public SandboxEndpointBuilder allowedHosts(Collection<String> values) {
        values.forEach(EndpointSettings::requireHost);
        allowedHosts = Set.copyOf(values);
        return this;
    }

    /** Refuses each request to the application that carries no sandbox (428); when not called, such requests pass untouched. */
    public SandboxEndpointBuilder requireSandbox() {
        strict = true;
        return this;
    }

    /**
     * Sets how many sandboxes may be open over HTTP at once; clients wait for a free place. Any number when not called.
     *
     * @param value zero for any number
     * @throws IllegalArgumentException if {@code value} is negative
     */
    public SandboxEndpointBuilder maxOpen(int value) {
        if (value < 0) {
            throw new IllegalArgumentException(
                    "The maxOpen of SandboxFilter is negative: " + value + ". Give zero for any number of sandboxes.");
        }
        maxOpen = value;
        return this;
    }

    /**
     * Sets after what time without a request a sandbox that was opened over HTTP is ended; 60 s when not called.
     *
     * @param value zero for never
     * @throws IllegalArgumentException if {@code value} is negative
     */
    public SandboxEndpointBuilder idleTimeout(Duration value) {
        idleTimeout = EndpointSettings.notNegative("idleTimeout", value);
        return this;
    }

    /**
     * Sets after what time a sandbox that was opened over HTTP is ended in any case; 10 min when not called.
     *
     * @param value zero for never
     * @throws IllegalArgumentException if {@code value} is negative
     */
    public SandboxEndpointBuilder maxLifetime(Duration value) {
        maxLifetime = EndpointSettings.notNegative("maxLifetime", value);
        return this;
    }

    /** Returns the endpoint. */
    @CheckReturnValue
    public SandboxEndpoint build() {
        return new SandboxEndpoint(new EndpointSettings(
                registry,
                path,
                carriers,
                phoenixPath.map(at -> new PhoenixPlug(at, phoenixHeader)),
                secret,
                allowedOrigins,
                allowedHosts,
                strict,
                maxOpen,
                idleTimeout,
                maxLifetime));
    }
}
