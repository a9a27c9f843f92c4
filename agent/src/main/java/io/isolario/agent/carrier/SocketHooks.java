package io.isolario.agent.carrier;

import io.isolario.agent.hook.point.CarrierPoints;
import io.isolario.agent.hook.point.HookRegistry;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.carrier.OutgoingConnections;
import java.net.Socket;

/** Sockets, over which no carrier can be sent: reports the ports of each connection to the sandbox that opened it. */
final class SocketHooks {

    private SocketHooks() {}

    static void registerIn(HookRegistry registry) {
        registry.register(
                CarrierPoints.CONNECTED,
                SocketHooks::connected,
                "java.net.Socket",
                "Its connections belong to no sandbox.");
    }

    private static void connected(Socket socket) {
        ManagedSandbox.current()
                .flatMap(sandbox -> sandbox.findSession(OutgoingConnections.class))
                .ifPresent(connections -> connections.connected(socket.getLocalPort(), socket.getPort()));
    }
}
