package io.isolario.http;

import io.isolario.core.IsolarioException;
import io.isolario.core.SandboxId;
import io.isolario.core.carrier.CarriedId;
import io.isolario.core.carrier.Carrier;
import java.util.Optional;

/** Finds the sandbox that a request carries, and refuses what cannot be run in it. */
final class Admissions {

    private final EndpointSettings settings;
    private final Hosts hosts;

    Admissions(EndpointSettings settings, Hosts hosts) {
        this.settings = settings;
        this.hosts = hosts;
    }

    Admission admit(ApiRequest call) {
        Optional<PathCarrier> path = PathCarrier.of(settings.root(), call.path());
        if (path.isEmpty() && PathCarrier.isBelow(settings.root(), PathCarrier.canonical(call.path()))) {
            return new Admission.Refused(otherSpelling(call).answer(call));
        }
        if (path.isPresent()) {
            try {
                hosts.admit(call);
            } catch (ProblemException foreign) {
                return new Admission.Refused(foreign.problem().answer(call));
            }
        }
        Optional<String> carried = path.isPresent() ? Optional.of(carriedBy(path.get(), call)) : carriedBy(call);
        if (carried.isEmpty()) {
            noteUnowned(call);
            return settings.strict() && !call.method().equals("OPTIONS")
                    ? new Admission.Refused(missing().answer(call))
                    : new Admission.Unowned();
        }
        try {
            return new Admission.Admitted(
                    settings.registry().find(SandboxId.parse(carried.get())), path.map(PathCarrier::prefix));
        } catch (IsolarioException failure) {
            return new Admission.Refused(
                    HttpProblem.ofUse(failure, carried.get()).answer(call));
        }
    }

    private void noteUnowned(ApiRequest call) {
        settings.registry()
                .noteUnowned(
                        "a request without a sandbox " + (settings.strict() ? "was refused: " : "reads the baseline: ")
                                + call.method() + " " + call.path()
                                + call.header("User-Agent")
                                        .map(agent -> ", sent by " + agent)
                                        .orElse(""));
    }

    /** Who writes an id into a path means it; a header that means another one contradicts it, and so both are refused. */
    private String carriedBy(PathCarrier path, ApiRequest call) {
        return settings.carriers()
                .extract(call)
                .filter(other -> other.carrier() == Carrier.HEADER)
                .map(CarriedId::text)
                .filter(other -> !other.equals(path.id()))
                .map(other -> other + ", " + path.id())
                .orElse(path.id());
    }

    private Optional<String> carriedBy(ApiRequest call) {
        return settings.carriers().extract(call).map(CarriedId::text).or(() -> settings.phoenix()
                .flatMap(plug -> plug.carriedBy(call)));
    }

    /** The application would be served the path as it is, in no sandbox. */
    private HttpProblem otherSpelling(ApiRequest call) {
        return HttpProblem.of(
                HttpProblem.BAD_REQUEST,
                "spelling",
                "Another spelling of a path that carries a sandbox",
                "The path " + call.path() + " is another spelling of " + PathCarrier.canonical(call.path())
                        + ". Write the part that carries the sandbox exactly as "
                        + PathCarrier.prefix(settings.root(), "<id>")
                        + "/…, without path parameters, encoded characters or empty segments.");
    }

    private HttpProblem missing() {
        return HttpProblem.of(
                HttpProblem.PRECONDITION_REQUIRED,
                "no-carrier",
                "No sandbox",
                "The request carries no sandbox, and this application serves none without one. Open a sandbox (POST "
                        + settings.path() + ") and send one of its carriers, for example the header "
                        + settings.carriers().header() + ".");
    }
}
