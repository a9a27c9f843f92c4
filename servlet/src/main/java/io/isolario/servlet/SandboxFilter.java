package io.isolario.servlet;

import com.google.errorprone.annotations.CheckReturnValue;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.carrier.Carriers;
import io.isolario.http.SandboxEndpoint;
import io.isolario.http.SandboxEndpointBuilder;
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
import java.util.Collection;

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
 *   <li>A request is work of its sandbox until it is complete, with asynchronous processing until its last dispatch is over. A
 *       stream of events ({@code text/event-stream}) is none while nothing is dispatched, and ends when its sandbox begins to end.
 *   <li>A path below {@code /isolario/in/<id>} is that of the application without the prefix; the servlet is still the one that the
 *       container has chosen by the whole path, so this is for the one at {@code /} or {@code /*}.
 *   <li>The HTTP API answers loopback addresses only. With a {@link Builder#secret secret} it answers whoever knows that, and
 *       nobody else.
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class SandboxFilter implements Filter {

    private final SandboxEndpoint endpoint;
    private final RequestBinder binder;

    private SandboxFilter(SandboxEndpoint endpoint) {
        this.endpoint = endpoint;
        this.binder = new RequestBinder(endpoint);
    }

    /** Returns a builder for a filter that binds sandboxes of {@code registry}. */
    @CheckReturnValue
    public static Builder builder(SandboxRegistry registry) {
        return new Builder(registry);
    }

    /** Returns a filter for an endpoint that may serve others too. */
    public static SandboxFilter of(SandboxEndpoint endpoint) {
        return new SandboxFilter(endpoint);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            chain.doFilter(request, response);
            return;
        }
        if (http.getDispatcherType() != DispatcherType.REQUEST) {
            binder.doFilter(http, answer, chain);
            return;
        }
        ServletCall call = new ServletCall(http);
        if (endpoint.takes(call)) {
            Answers.write(answer, endpoint.answer(call));
        } else if (PreflightRequest.isOne(http) && endpoint.isOfAllowedOrigin(call)) {
            chain.doFilter(
                    new PreflightRequest(http, endpoint.header()), new PreflightResponse(answer, endpoint.header()));
        } else {
            binder.doFilter(http, answer, chain);
        }
    }

    @Override
    public String toString() {
        return "SandboxFilter{" + endpoint + "}";
    }

    /** Collects how the filter is to work. Confined to one thread. */
    public static final class Builder {

        private final SandboxEndpointBuilder endpoint;

        private Builder(SandboxRegistry registry) {
            this.endpoint = SandboxEndpoint.builder(registry);
        }

        /**
         * Sets where the sandboxes are, below the context path; {@code /isolario/sandboxes} when not called.
         *
         * @throws IllegalArgumentException if {@code value} does not start with a slash, or ends with one
         */
        public Builder path(String value) {
            endpoint.path(value);
            return this;
        }

        /** Sets the header that carries the id of a sandbox; {@link Carriers#DEFAULT_HEADER} when not called. */
        public Builder header(String value) {
            endpoint.header(value);
            return this;
        }

        /**
         * Also answers as the sandbox plug of Phoenix does; see {@link SandboxEndpointBuilder#phoenixPath}.
         *
         * @throws IllegalArgumentException if {@code value} does not start with a slash, or ends with one
         */
        public Builder phoenixPath(String value) {
            endpoint.phoenixPath(value);
            return this;
        }

        /** Sets the header that carries the token of {@link #phoenixPath}; {@code user-agent} when not called. */
        public Builder phoenixHeader(String value) {
            endpoint.phoenixHeader(value);
            return this;
        }

        /**
         * Sets the secret that every call of the HTTP API has to have in its header {@code X-Isolario-Key}. Without a secret the API
         * answers loopback addresses only.
         *
         * @throws IllegalArgumentException if {@code value} is blank
         */
        public Builder secret(String value) {
            endpoint.secret(value);
            return this;
        }

        /**
         * Lets pages of other origins use the API and the application with sandboxes; none when not called. See {@link
         * SandboxEndpointBuilder#allowedOrigins}.
         *
         * @throws IllegalArgumentException if one is no origin
         */
        public Builder allowedOrigins(Collection<String> values) {
            endpoint.allowedOrigins(values);
            return this;
        }

        /**
         * Sets by which further names of this machine the API may be called without a secret; none when not called. See {@link
         * SandboxEndpointBuilder#allowedHosts}.
         *
         * @param values host names such as {@code app.test}
         * @throws IllegalArgumentException if one is no host name
         */
        public Builder allowedHosts(Collection<String> values) {
            endpoint.allowedHosts(values);
            return this;
        }

        /** Refuses each request to the application that carries no sandbox (428); when not called, such requests pass untouched. */
        public Builder requireSandbox() {
            endpoint.requireSandbox();
            return this;
        }

        /**
         * Sets how many sandboxes may be open over HTTP at once; clients wait for a free place. Any number when not called.
         *
         * @param value zero for any number
         * @throws IllegalArgumentException if {@code value} is negative
         */
        public Builder maxOpen(int value) {
            endpoint.maxOpen(value);
            return this;
        }

        /**
         * Sets after what time without a request a sandbox that was opened over HTTP is ended; 60 s when not called.
         *
         * @param value zero for never
         * @throws IllegalArgumentException if {@code value} is negative
         */
        public Builder idleTimeout(Duration value) {
            endpoint.idleTimeout(value);
            return this;
        }

        /**
         * Sets after what time a sandbox that was opened over HTTP is ended in any case; 10 min when not called.
         *
         * @param value zero for never
         * @throws IllegalArgumentException if {@code value} is negative
         */
        public Builder maxLifetime(Duration value) {
            endpoint.maxLifetime(value);
            return this;
        }

        /** Returns the filter. */
        @CheckReturnValue
        public SandboxFilter build() {
            return new SandboxFilter(endpoint.build());
        }
    }
}
