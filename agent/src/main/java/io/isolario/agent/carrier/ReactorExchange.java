package io.isolario.agent.carrier;

import io.isolario.agent.reflect.Members;
import io.isolario.core.CarriedWork;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.work.Waiting;
import io.isolario.core.work.WorkKind;
import org.jspecify.annotations.Nullable;

/**
 * A request of Reactor Netty with all hops of its redirections, from its subscription until the body of the response has arrived or
 * the subscription is cancelled. Thread-safe.
 */
final class ReactorExchange {

    static final String KEY = "io.isolario.exchange";

    private final ManagedSandbox sandbox;
    private final RequestInFlight inFlight;
    // Written on the event loop, before the exchange ends there.
    private volatile boolean responded;
    private volatile boolean endsWithHead;

    ReactorExchange(ManagedSandbox sandbox) {
        this.sandbox = sandbox;
        this.inFlight = new RequestInFlight(sandbox, "Request of Reactor Netty");
    }

    /** Returns the exchange in the context of Reactor Netty's; null if it has none. */
    static @Nullable ReactorExchange of(Object exchange) {
        Object context = Members.get(exchange, "currentContext");
        return Boolean.TRUE.equals(Members.get(context, "hasKey", KEY))
                        && Members.get(context, "get", KEY) instanceof ReactorExchange known
                ? known
                : null;
    }

    ManagedSandbox sandbox() {
        return sandbox;
    }

    /** Binds the calling thread to the sandbox until the returned unit ends; returns null if it is bound to it already. */
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

    /** The head of the response of the last hop has arrived. */
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

    /** The unit of what runs because a part of the response arrived. */
    private static final class Arrival extends CarriedWork {

        Arrival(ManagedSandbox sandbox) {
            super(sandbox, Waiting.COUNTS, WorkKind.REQUEST, "Response of Reactor Netty");
        }

        @Override
        protected void cutOff() {}
    }
}
