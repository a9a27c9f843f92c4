package io.isolario.wiremock;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.common.DataTruncationSettings;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.BasicResponseRenderer;
import com.github.tomakehurst.wiremock.http.HttpResponder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.jetty.JettyFaultInjectorFactory;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.isolario.wiremock.tls.LoopbackCertificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wiremock.org.eclipse.jetty.servlet.ServletContextHandler;

/** The one port that listens. It has no administration over HTTP, which could not tell sandboxes apart. */
final class StubServer extends Jetty11HttpServer {

    /** Delayed answers hold no thread; handlers and proxied requests do. */
    private static final int MOST_THREADS = 256;

    private static final int DELAYING_THREADS = 4;
    private static final long STOP_TIMEOUT_MILLIS = 500;

    private StubServer(Options options, StubServerHandler handler) {
        super(options, new NoAdministration(), handler);
    }

    /**
     * Starts the port.
     *
     * @param certificate the certificate of the port for TLS; empty for none
     * @param http2 whether it speaks HTTP/2 as well
     */
    static StubServer start(
            StubServerHandler handler, Optional<LoopbackCertificate.Stored> certificate, boolean http2) {
        WireMockConfiguration options = wireMockConfig()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .containerThreads(MOST_THREADS)
                .asynchronousResponseEnabled(true)
                .asynchronousResponseThreads(DELAYING_THREADS)
                .jettyStopTimeout(STOP_TIMEOUT_MILLIS)
                // On the loopback it saves nothing, and what a stub was told to send is what is sent.
                .gzipDisabled(true)
                .http2PlainDisabled(!http2)
                .http2TlsDisabled(!http2)
                .notifier(LogNotifier.INSTANCE);
        certificate.ifPresent(stored -> options.dynamicHttpsPort()
                .keystorePath(stored.file().toString())
                .keystoreType(LoopbackCertificate.STORE_TYPE)
                .keystorePassword(stored.password())
                .keyManagerPassword(stored.password()));
        StubServer front = new StubServer(options, handler);
        front.start();
        return front;
    }

    @Override
    protected void decorateMockServiceContextAfterConfig(ServletContextHandler mockServiceContext) {
        mockServiceContext.setAttribute(JettyFaultInjectorFactory.class.getName(), new Faults());
    }

    private static final class NoAdministration extends AdminRequestHandler {

        private NoAdministration() {
            super(
                    null,
                    null,
                    new BasicResponseRenderer(),
                    null,
                    false,
                    List.of(),
                    List.of(),
                    DataTruncationSettings.DEFAULTS);
        }

        @Override
        public void handle(Request request, HttpResponder responder, @Nullable ServeEvent originalServeEvent) {
            new Refusal(
                            Refusal.NO_SERVICE,
                            "There is no administration over HTTP: this port serves all sandboxes. Use Stubs.wireMock() of one.")
                    .serve(request, responder);
        }
    }
}
