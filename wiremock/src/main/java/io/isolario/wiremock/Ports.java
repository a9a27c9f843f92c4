package io.isolario.wiremock;

import io.isolario.core.Scope;
import io.isolario.wiremock.tls.LoopbackCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

/** The server, and its certificate if it has one. */
final class Ports implements AutoCloseable {

    private final StubServer front;
    private final Optional<LoopbackCertificate> certificate;

    private Ports(StubServer front, Optional<LoopbackCertificate> certificate) {
        this.front = front;
        this.certificate = certificate;
    }

    static Ports start(StubServerHandler handler, boolean tls, boolean http2) {
        Optional<LoopbackCertificate> certificate = tls ? Optional.of(LoopbackCertificate.create()) : Optional.empty();
        Optional<LoopbackCertificate.Stored> stored = certificate.map(LoopbackCertificate::store);
        // The threads of the server are nobody's work, whoever starts it.
        try (Scope detached = Scope.detached()) {
            return new Ports(StubServer.start(handler, stored, http2), certificate);
        } finally {
            stored.ifPresent(Ports::delete);
        }
    }

    private static void delete(LoopbackCertificate.Stored stored) {
        try {
            Files.deleteIfExists(stored.file());
        } catch (IOException failed) {
            throw new UncheckedIOException("The certificate of the stubs cannot be deleted.", failed);
        }
    }

    int port() {
        return front.port();
    }

    int tlsPort() {
        return front.httpsPort();
    }

    LoopbackCertificate certificate() {
        return certificate.orElseThrow(() -> new IllegalStateException(
                "No service has TLS, so there is no certificate. Ask for it by SandboxStubs.builder().tls(service)."));
    }

    @Override
    public void close() {
        try (Scope detached = Scope.detached()) {
            front.stop();
        }
    }
}
