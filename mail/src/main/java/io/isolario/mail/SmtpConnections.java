package io.isolario.mail;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.ResourceSession;
import io.isolario.core.carrier.OutgoingConnections;
import java.util.Optional;

/** Tells the SMTP port which connections threads of one sandbox make to it. */
final class SmtpConnections implements ResourceSession, OutgoingConnections {

    private final ManagedSandbox sandbox;
    private final SmtpPort port;

    SmtpConnections(ManagedSandbox sandbox, SmtpPort port) {
        this.sandbox = sandbox;
        this.port = port;
    }

    ManagedSandbox sandbox() {
        return sandbox;
    }

    @Override
    public void connected(int localPort, int remotePort) {
        if (remotePort == port.port()) {
            port.made(localPort, this);
        }
    }

    @Override
    public Optional<Mark> mark() {
        return Optional.of(Mark.NOTHING);
    }

    @Override
    public void release() {
        port.forget(this);
    }
}
