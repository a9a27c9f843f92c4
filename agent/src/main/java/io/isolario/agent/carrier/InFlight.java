package io.isolario.agent.carrier;

import io.isolario.core.Sandbox;
import io.isolario.core.SandboxEndedException;
import io.isolario.core.Work;
import io.isolario.core.WorkKind;
import org.jspecify.annotations.Nullable;

/** Requests whose caller does not wait for the response: the sandbox does. */
final class InFlight {

    private InFlight() {}

    /** Returns the unit that ends with the response; null if the sandbox has ended, which the server will say. */
    static @Nullable Work begin(Sandbox sandbox, String request) {
        try {
            return sandbox.begin(WorkKind.REQUEST, request + " (in flight)");
        } catch (SandboxEndedException ended) {
            return null;
        }
    }
}
