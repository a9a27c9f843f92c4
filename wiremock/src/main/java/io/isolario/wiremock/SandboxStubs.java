package io.isolario.wiremock;

import com.github.tomakehurst.wiremock.extension.Extension;
import com.google.errorprone.annotations.CheckReturnValue;
import com.google.errorprone.annotations.MustBeClosed;
import io.isolario.core.SandboxResource;
import io.isolario.core.carrier.Carriers;
import java.net.URI;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * The port where the application finds the external services that it calls; each sandbox has stubs of its own behind it.
 *
 * <pre>{@code
 * SandboxStubs stubs = SandboxStubs.builder().service("github").start();
 * var application = new Forum(stubs.baseUrl("github"));            // once, for all tests
 * var registry = SandboxRegistry.builder("forum").resource(stubs.resource()).build();
 * }</pre>
 *
 * <h2>Notes and cautions</h2>
 *
 * <ul>
 *   <li>A request is answered by the stubs of the sandbox whose carrier it has. Without one it is refused (428), as it is with one
 *       that is malformed (400), unknown, or of a sandbox that has ended (410).
 *   <li>The port listens on 127.0.0.1 only, and has no administration over HTTP.
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class SandboxStubs implements AutoCloseable {

    private final StubRouter switchboard;
    private final Map<String, Service> services;
    private final Ports ports;

    private SandboxStubs(StubRouter switchboard, Map<String, Service> services, Ports ports) {
        this.switchboard = switchboard;
        this.services = services;
        this.ports = ports;
    }

    /** Returns a builder. */
    @CheckReturnValue
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the URL that the application has to call instead of the service, without a slash at its end.
     *
     * @throws io.isolario.core.RefusalException if there is no such service
     */
    public String baseUrl(String service) {
        return switchboard.service(service).baseUrl();
    }

    /** Returns the names of the services. */
    public Set<String> services() {
        return services.keySet();
    }

    /** Returns the port without TLS. */
    public int port() {
        return ports.port();
    }

    /**
     * Returns what a client has to trust to reach a service with TLS: a certificate for {@code localhost} and the loopback
     * addresses, made for this port.
     *
     * @throws IllegalStateException if no service has TLS
     */
    public KeyStore trustStore() {
        return ports.certificate().trustStore();
    }

    /**
     * Returns a context for clients that trusts the certificate of this port, and no other.
     *
     * @throws IllegalStateException if no service has TLS
     */
    public SSLContext trustingContext() {
        return ports.certificate().trustingContext();
    }

    /** Returns the resource that gives each sandbox stubs of its own; several registries may have the same. */
    public SandboxResource<?> resource() {
        return new StubResource(switchboard);
    }

    /** Returns how many sandboxes have stubs at the moment. */
    int openSessions() {
        return switchboard.openSessions();
    }

    /** Closes the port. Sandboxes that are still open lose their stubs. */
    @Override
    public void close() {
        ports.close();
    }

    /** Collects what the port is to serve. Confined to one thread. */
    public static final class Builder {

        private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]*");

        private final Map<String, Optional<URI>> services = new LinkedHashMap<>();
        private final Set<String> tls = new LinkedHashSet<>();
        private final Set<String> real = new LinkedHashSet<>();
        private final Set<String> recorded = new LinkedHashSet<>();
        private final List<Extension> extensions = new ArrayList<>();
        private Carriers carriers = Carriers.standard();
        private boolean http2;

        private Builder() {}

        /**
         * Adds a service whose real URL is not known.
         *
         * @param name lower-case letters, digits, dots, underscores and hyphens
         * @throws IllegalArgumentException if {@code name} is not of that form
         */
        public Builder service(String name) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "\"" + name + "\" cannot be the name of a service: it becomes the first part of"
                                + " a path. Use lower-case letters, digits, dots, underscores and hyphens.");
            }
            services.putIfAbsent(name, Optional.empty());
            return this;
        }

        /**
         * Adds a service.
         *
         * @param name lower-case letters, digits, dots, underscores and hyphens
         * @param url where the real one is, for {@link Stubs#real()} and recordings
         * @throws IllegalArgumentException if {@code name} is not of that form
         */
        public Builder service(String name, URI url) {
            service(name);
            services.put(name, Optional.of(url));
            return this;
        }

        /** Gives a service, added if need be, an {@code https} URL; its client has to trust {@link #trustStore()}. */
        public Builder tls(String service) {
            tls.add(service);
            return service(service);
        }

        /**
         * Lets the port speak HTTP/2 as well, with TLS and without. A fault of a connection then is a reset of the one stream.
         */
        public Builder http2() {
            http2 = true;
            return this;
        }

        /**
         * Lets all sandboxes use the real service, as {@link Stubs#real()} does for one. So does the system property
         * {@code isolario.stubs.<service>.real}.
         */
        public Builder real(String service) {
            real.add(service);
            return service(service);
        }

        /** Makes the recordings of a service anew. So does the system property {@code isolario.stubs.<service>.record}. */
        public Builder record(String service) {
            recorded.add(service);
            return service(service);
        }

        /** Adds extensions of WireMock to the stubs of every sandbox, which share the object: it must be thread-safe. */
        public Builder extensions(Extension... values) {
            extensions.addAll(List.of(values));
            return this;
        }

        /** Sets the header that carries the id of a sandbox; {@link Carriers#DEFAULT_HEADER} when not called. */
        public Builder header(String value) {
            carriers = Carriers.withHeader(value);
            return this;
        }

        /**
         * Opens the port, and returns it.
         *
         * @throws io.isolario.core.RefusalException if a service is to be real or recorded whose URL is not known
         */
        @MustBeClosed
        public SandboxStubs start() {
            StubServerHandler handler = new StubServerHandler(carriers);
            Ports ports = Ports.start(handler, !tls.isEmpty(), http2);
            try {
                Map<String, Service> all = services.keySet().stream()
                        .collect(Collectors.toUnmodifiableMap(name -> name, name -> service(name, ports)));
                StubRouter switchboard = new StubRouter(all, EngineSettings.with(extensions));
                handler.connect(switchboard);
                return new SandboxStubs(switchboard, all, ports);
            } catch (RuntimeException failed) {
                ports.close();
                throw failed;
            }
        }

        private Service service(String name, Ports ports) {
            String address =
                    tls.contains(name) ? "https://127.0.0.1:" + ports.tlsPort() : "http://127.0.0.1:" + ports.port();
            Service service = new Service(
                    name,
                    address + "/" + name,
                    services.getOrDefault(name, Optional.empty()),
                    real.contains(name) || Boolean.getBoolean("isolario.stubs." + name + ".real"),
                    recorded.contains(name) || Boolean.getBoolean("isolario.stubs." + name + ".record"));
            if (service.alwaysReal() || service.record()) {
                service.requireUrl("pass requests on to it");
            }
            return service;
        }
    }
}
