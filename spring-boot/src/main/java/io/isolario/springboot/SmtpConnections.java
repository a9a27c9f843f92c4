package io.isolario.springboot;

import io.isolario.core.ResourceSession;
import io.isolario.core.Sandbox;
import io.isolario.core.carrier.OutgoingConnections;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The connections to the SMTP port that threads of one sandbox have made, by their local ports. */
final class SmtpConnections implements ResourceSession, OutgoingConnections {

    private final Sandbox sandbox;
    private final int smtpPort;
    private final Consumer<SmtpConnections> onEnd;
    private final Set<Integer> localPorts = ConcurrentHashMap.newKeySet();

    SmtpConnections(Sandbox sandbox, int smtpPort, Consumer<SmtpConnections> onEnd) {
        this.sandbox = sandbox;
        this.smtpPort = smtpPort;
        this.onEnd = onEnd;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** Returns whether this sandbox made the connection from a port; it is asked once, since ports are used again. */
    boolean has(int localPort) {
        return localPorts.remove(localPort);
    }

    @Override
    public void connected(int localPort, int remotePort) {
        if (remotePort == smtpPort) {
            localPorts.add(localPort);
        }
    }

    @Override
    public Optional<Mark> mark() {
        return Optional.of(Mark.NOTHING);
    }

    @Override
    public void release() {
        onEnd.accept(this);
    }
}
