package io.isolario.agent.carrier;

import io.isolario.agent.reflect.Members;
import io.isolario.core.CarriedWork;
import io.isolario.core.Sandbox;
import io.isolario.core.WorkKind;
import org.jspecify.annotations.Nullable;

/**
 * A request of Reactor Netty with all hops of its redirections, from its subscription until the body of the response has arrived,
 * or nobody wants it any more. Thread-safe.
 */
final class ReactorExchange {

    static final String KEY = "io.isolario.exchange";

    private final Sandbox sandbox;
    private final InFlight inFlight;
    // Set on the event loop, before the end of an exchange is told there.
    private volatile boolean responded;
    private volatile boolean endsWithHead;

    ReactorExchange(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.inFlight = new InFlight(sandbox, "Request of Reactor Netty");
    }

    /** Returns what the context of an exchange says; null if it is for nobody. */
    static @Nullable ReactorExchange of(Object exchange) {
        Object context = Members.get(exchange, "currentContext");
        return Boolean.TRUE.equals(Members.get(context, "hasKey", KEY))
                        && Members.get(context, "get", KEY) instanceof ReactorExchange known
                ? known
                : null;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** Puts the calling thread into the sandbox until the returned unit ends; null if it is there already. */
    @Nullable
    CarriedWork enter() {
        if (CarriedWork.callersSandbox() == sandbox) {
            return null;
        }
        Arrival arrival = new Arrival(sandbox);
        return arrival.begin() ? arrival : null;
    }

    void endsWithItsHead() {
        endsWithHead = true;
    }

    /** The head of the response of the last hop is there. */
    void responds() {
        responded = true;
        if (endsWithHead) {
            inFlight.arrived();
        }
    }

    /** The response of a hop has been read. */
    void over() {
        if (responded) {
            inFlight.arrived();
        }
    }

    /** There will be no response. */
    void failed() {
        inFlight.arrived();
    }

    /** What runs because something arrived. */
    private static final class Arrival extends CarriedWork {

        Arrival(Sandbox sandbox) {
            super(sandbox, Waiting.COUNTS, WorkKind.REQUEST, "Response of Reactor Netty");
        }

        @Override
        protected void cutOff() {}
    }
}
