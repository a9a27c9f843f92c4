package io.isolario.agent.carrier;

import io.isolario.core.CarriedWork;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.work.Waiting;
import io.isolario.core.work.WorkKind;

/** The unit of a request whose caller does not wait for the response. A callback that gets the response runs as this unit. */
final class RequestInFlight extends CarriedWork {

    /** @param request describes the request in messages */
    RequestInFlight(ManagedSandbox sandbox, String request) {
        super(sandbox, Waiting.COUNTS, WorkKind.REQUEST, request + " (in flight)");
    }

    /** The response has arrived, and no callback is left to run. */
    void arrived() {
        drop();
    }

    /** Never called: the unit counts, so it stays with its sandbox. */
    @Override
    protected void cutOff() {}
}
