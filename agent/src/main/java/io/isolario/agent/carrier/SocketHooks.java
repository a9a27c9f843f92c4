package io.isolario.agent.carrier;

import io.isolario.core.Sandbox;
import io.isolario.core.carrier.OutgoingConnections;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** Connections over which no carrier can be sent: whoever waits at their other end is told for whom they were made. */
final class SocketHooks {

    private SocketHooks() {}

    static @Nullable Object connected(@Nullable Object socket, @Nullable Object nothing) {
        if (socket instanceof Socket connection) {
            Sandbox.current()
                    .flatMap(sandbox -> sandbox.findSession(OutgoingConnections.class))
                    .ifPresent(connections -> connections.connected(connection.getLocalPort(), connection.getPort()));
        }
        return null;
    }
}
