package io.isolario.servlet;

import com.google.errorprone.annotations.CheckReturnValue;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.carrier.Carriers;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Runs each request in the sandbox whose carrier it has, and serves the HTTP API of sandboxes.
 *
 * <pre>{@code
 * var filter = SandboxFilter.builder(registry).build();
 * var registration = servletContext.addFilter("isolario", filter);
 * registration.setAsyncSupported(true);
 * registration.addMappingForUrlPatterns(EnumSet.of(REQUEST, ASYNC, ERROR), false, "/*");
 * }</pre>
 *
 * <h2>Notes and cautions</h2>
 *
 * <ul>
 *   <li>It is for tests. Nothing installs it but a test, or the test-scoped integration of a framework.
 *   <li>It belongs before every filter that uses data, and on the dispatcher types {@code REQUEST}, {@code ASYNC} and {@code ERROR}.
 *   <li>A request that carries no sandbox passes untouched. One that carries an id that is malformed (400), unknown, foreign or of
 *       an ended sandbox (410) never reaches the application; the answer is a problem (RFC 9457).
 *   <li>A request is work of its sandbox until it is complete, with asynchronous processing until its last dispatch is over.
 *   <li>The HTTP API answers loopback addresses only. With a {@link Builder#secret secret} it answers whoever knows that, and
 *       nobody else.
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class SandboxFilter implements Filter {

    private final SandboxApi api;
    private final Optional<PhoenixApi> phoenix;
    private final RequestBinder binder;

    private SandboxFilter(FilterSettings settings) {
        RemoteSandboxes sandboxes = new RemoteSandboxes(settings);
        Gatekeeper gatekeeper = new Gatekeeper(settings.secret());
        this.api = new SandboxApi(settings, sandboxes, gatekeeper);
        this.phoenix = settings.phoenix().map(plug -> new PhoenixApi(plug, sandboxes, gatekeeper));
        this.binder = new RequestBinder(settings);
    }

    /** Returns a builder for a filter that binds sandboxes of {@code registry}. */
    @CheckReturnValue
    public static Builder builder(SandboxRegistry registry) {
        return new Builder(registry);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer) {
            if (!answered(http, answer)) {
                binder.doFilter(http, answer, chain);
            }
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean answered(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            return false;
        }
        return api.answers(request, response)
                || (phoenix.isPresent() && phoenix.get().answers(request, response));
    }

    @Override
    public String toString() {
        return "SandboxFilter{" + api + ", " + binder + "}";
    }

    /** Collects how the filter is to work. Confined to one thread. */
    public static final class Builder {

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
        private Duration idleTimeout = DEFAULT_IDLE_TIMEOUT;
        private Duration maxLifetime = DEFAULT_MAX_LIFETIME;

        private Builder(SandboxRegistry registry) {
            this.registry = registry;
        }

        /**
         * Sets where the HTTP API is, below the context path; {@code /isolario/sandboxes} when not called.
         *
         * @throws IllegalArgumentException if {@code value} does not start with a slash, or ends with one
         */
        public Builder path(String value) {
            path = FilterSettings.checkedPath(value);
            return this;
        }

        /** Sets the header that carries the id of a sandbox; {@link Carriers#DEFAULT_HEADER} when not called. */
        public Builder header(String value) {
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
        public Builder phoenixPath(String value) {
            phoenixPath = Optional.of(FilterSettings.checkedPath(value));
            return this;
        }

        /** Sets the header that carries the token of {@link #phoenixPath}; {@code user-agent} when not called. */
        public Builder phoenixHeader(String value) {
            phoenixHeader = value;
            return this;
        }

        /**
         * Sets the secret that every call of the HTTP API has to have in its header {@code X-Isolario-Key}. Without a secret the API
         * answers loopback addresses only.
         *
         * @throws IllegalArgumentException if {@code value} is blank
         */
        public Builder secret(String value) {
            if (value.isBlank()) {
                throw new IllegalArgumentException(
                        "The secret of the HTTP API is blank. Give one that cannot be guessed, or none: then the API answers"
                                + " loopback addresses only.");
            }
            secret = Optional.of(value);
            return this;
        }

        /**
         * Sets after what time without a request a sandbox that was opened over HTTP is ended; 60 s when not called.
         *
         * @param value zero for never
         * @throws IllegalArgumentException if {@code value} is negative
         */
        public Builder idleTimeout(Duration value) {
            idleTimeout = FilterSettings.notNegative("idleTimeout", value);
            return this;
        }

        /**
         * Sets after what time a sandbox that was opened over HTTP is ended in any case; 10 min when not called.
         *
         * @param value zero for never
         * @throws IllegalArgumentException if {@code value} is negative
         */
        public Builder maxLifetime(Duration value) {
            maxLifetime = FilterSettings.notNegative("maxLifetime", value);
            return this;
        }

        /** Returns the filter. */
        @CheckReturnValue
        public SandboxFilter build() {
            return new SandboxFilter(new FilterSettings(
                    registry,
                    path,
                    carriers,
                    phoenixPath.map(at -> new PhoenixPlug(at, phoenixHeader)),
                    secret,
                    idleTimeout,
                    maxLifetime));
        }
    }
}
