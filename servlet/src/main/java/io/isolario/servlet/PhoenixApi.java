package io.isolario.servlet;

import io.isolario.core.IsolarioException;
import io.isolario.core.Sandbox;
import io.isolario.core.SandboxId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Answers as {@code Phoenix.Ecto.SQL.Sandbox} does, so that clients written for it work unchanged. It is stricter in one way: the
 * end of a sandbox that has ended, or never was, is 410, where the original fails.
 */
final class PhoenixApi {

    private final PhoenixPlug plug;
    private final RemoteSandboxes sandboxes;
    private final Gatekeeper gatekeeper;

    PhoenixApi(PhoenixPlug plug, RemoteSandboxes sandboxes, Gatekeeper gatekeeper) {
        this.plug = plug;
        this.sandboxes = sandboxes;
        this.gatekeeper = gatekeeper;
    }

    /** Answers the request if the plug would; returns whether it did. */
    boolean answers(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean post = request.getMethod().equals("POST");
        boolean delete = request.getMethod().equals("DELETE");
        if (!Paths.below(request).equals(plug.path()) || !(post || delete)) {
            return false;
        }
        try {
            gatekeeper.admit(request);
            Answers.text(response, post ? open(request) : end(request));
        } catch (ProblemException e) {
            Answers.problem(response, e.problem());
        }
        return true;
    }

    private String open(HttpServletRequest request) {
        try {
            Sandbox sandbox = sandboxes.open("remote client " + request.getRemoteAddr(), Optional.empty());
            return PhoenixPlug.token(sandbox.id().value());
        } catch (IsolarioException | IllegalStateException failure) {
            throw new ProblemException(HttpProblem.ofOpening(failure));
        }
    }

    private String end(HttpServletRequest request) {
        String carried = plug.carriedBy(request)
                .orElseThrow(() -> gone("The header " + plug.header()
                        + " carries no sandbox to end. Send the token that POST " + plug.path() + " returned."));
        RemoteSandboxes.Ending ending;
        try {
            ending = sandboxes.end(SandboxId.parse(carried));
        } catch (IsolarioException failure) {
            throw new ProblemException(HttpProblem.ofUse(failure, carried));
        }
        if (ending.before()) {
            throw gone("Sandbox " + carried + " had ended before. Open another one with POST " + plug.path() + ".");
        }
        return "";
    }

    private static ProblemException gone(String detail) {
        return new ProblemException(HttpProblem.of(HttpProblem.GONE, "no-sandbox", "No sandbox to end", detail));
    }
}
