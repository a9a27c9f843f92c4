package io.isolario.agent.carrier;

import io.isolario.core.CarriedWork;
import io.isolario.core.Sandbox;
import io.isolario.core.carrier.CarrierHosts;
import io.isolario.core.carrier.Carriers;
import io.isolario.core.carrier.HeaderReader;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a request carries: the caller's sandbox, if the host may receive carriers and the caller has not set one.
 *
 * @param carriers how requests carry sandboxes
 * @param hosts the hosts that may receive carriers
 */
record CarrierPolicy(Carriers carriers, CarrierHosts hosts) {

    private static final String HEADER_PROPERTY = "isolario.header";

    static CarrierPolicy configured() {
        return new CarrierPolicy(
                Carriers.withHeader(System.getProperty(HEADER_PROPERTY, Carriers.DEFAULT_HEADER)),
                CarrierHosts.configured());
    }

    String header() {
        return carriers.header();
    }

    /** Returns the id of the caller's sandbox if a request to {@code host} carries it; null if the request carries nothing. */
    @Nullable
    String idFor(@Nullable String host, HeaderReader callersHeaders) {
        return idFor(CarriedWork.callersSandbox(), host, callersHeaders);
    }

    /** Returns the id of {@code sandbox} if a request to {@code host} carries it; null if the request carries nothing. */
    @Nullable
    String idFor(@Nullable Sandbox sandbox, @Nullable String host, HeaderReader callersHeaders) {
        return sandbox != null && mayCarry(host, callersHeaders) ? sandbox.id().value() : null;
    }

    /** Returns whether a request to {@code host} may carry a sandbox, and carries none yet. */
    boolean mayCarry(@Nullable String host, HeaderReader callersHeaders) {
        return hosts.contains(host) && carriers.extract(callersHeaders).isEmpty();
    }
}
