package io.isolario.agent.carrier;

import io.isolario.core.CarriedWork;
import io.isolario.core.Sandbox;
import io.isolario.core.WorkKind;

/** A request whose caller does not wait for the response: the sandbox does, and what is called with the response runs in it. */
final class InFlight extends CarriedWork {

    /** @param request which request, for messages */
    InFlight(Sandbox sandbox, String request) {
        super(sandbox, Waiting.COUNTS, WorkKind.REQUEST, request + " (in flight)");
    }

    /** The response is there, and nothing is left to run. */
    void arrived() {
        drop();
    }

    /** It counts, so it stays with its sandbox. */
    @Override
    protected void cutOff() {}
}
