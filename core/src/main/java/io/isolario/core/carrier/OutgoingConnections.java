package io.isolario.core.carrier;

/**
 * The part of one sandbox that observes the connections that its threads make; for protocols that carry nothing.
 *
 * <p>For implementors: the {@link io.isolario.core.ResourceSession} of a resource also implements this. Only an agent tells, and only
 * of what {@link java.net.Socket} connects. Called by the connecting thread, before it can send anything.
 */
public interface OutgoingConnections {

    /** Says that a thread of the sandbox has made a connection from one port to another. */
    void connected(int localPort, int remotePort);
}
