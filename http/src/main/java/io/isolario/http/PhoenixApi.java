package io.isolario.http;

import io.isolario.core.IsolarioException;
import io.isolario.core.SandboxId;
import java.util.Map;
import java.util.Optional;

/**
 * Answers as {@code Phoenix.Ecto.SQL.Sandbox} does, so that clients written for it work unchanged. It is stricter in one way: the
 * end of a sandbox that has ended, or never was, is 410, where the original fails.
 */
final class PhoenixApi {

    private final PhoenixPlug plug;
    private final RemoteSandboxes sandboxes;

    PhoenixApi(PhoenixPlug plug, RemoteSandboxes sandboxes) {
        this.plug = plug;
        this.sandboxes = sandboxes;
    }

    /** Returns whether the plug would answer the request. */
    boolean takes(ApiRequest call) {
        return call.path().equals(plug.path())
                && (call.method().equals("POST") || call.method().equals("DELETE"));
    }

    ApiResponse answer(ApiRequest call) {
        return ApiResponse.text(call.method().equals("POST") ? open(call) : end(call));
    }

    private String open(ApiRequest call) {
        try {
            RemoteSandbox opened = sandboxes.open(OpeningRequest.of(Map.of(), call.remoteAddress()));
            return PhoenixPlug.token(opened.sandbox().id().value());
        } catch (IsolarioException | IllegalStateException failure) {
            throw new ProblemException(HttpProblem.ofOpening(failure));
        }
    }

    private String end(ApiRequest call) {
        String carried = plug.carriedBy(call)
                .orElseThrow(() -> gone("The header " + plug.header()
                        + " carries no sandbox to end. Send the token that POST " + plug.path() + " returned."));
        RemoteSandboxes.Ending ending;
        try {
            ending = sandboxes.end(SandboxId.parse(carried), Optional.empty());
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
