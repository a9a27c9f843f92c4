package io.isolario.http;

import io.isolario.core.IsolarioException;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.Scope;
import io.isolario.core.remote.RemotePart;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;

/** Reads and writes the parts of a sandbox that modules of ours or of others bring. */
final class RemotePartHandlers {

    private static final Body VALUE = Body.large("an object");

    private RemotePartHandlers() {}

    static ApiResponse read(ManagedSandbox sandbox, ApiRequest call, Class<? extends RemotePart> part) {
        RemotePart found = part(sandbox, part);
        return answer(sandbox, part, () -> found.read(call.parameters()));
    }

    static ApiResponse write(ManagedSandbox sandbox, ApiRequest call, Class<? extends RemotePart> part)
            throws IOException {
        RemotePart found = part(sandbox, part);
        Map<String, Object> value = VALUE.members(call);
        return answer(sandbox, part, () -> found.write(value));
    }

    private static ApiResponse answer(ManagedSandbox sandbox, Class<? extends RemotePart> part, Callable<Object> use) {
        Object result;
        try (Scope scope = sandbox.enter()) {
            result = use.call();
        } catch (IsolarioException refusal) {
            // What the sandbox refuses, or that it has ended, is told as of every other call.
            throw refusal;
        } catch (IllegalArgumentException wrong) {
            throw new ProblemException(HttpProblem.of(
                    HttpProblem.UNPROCESSABLE, "wrong-value", "Wrong value", String.valueOf(wrong.getMessage())));
        } catch (Exception failure) {
            throw failed(part, failure);
        }
        try {
            return ApiResponse.json(ApiResponse.OK, Map.of("result", JsonTree.of(result)));
        } catch (IllegalArgumentException failure) {
            throw failed(part, failure);
        }
    }

    private static RemotePart part(ManagedSandbox sandbox, Class<? extends RemotePart> part) {
        return sandbox.<RemotePart>findSession(asRemotePart(part))
                .orElseThrow(() -> new ProblemException(HttpProblem.of(
                        HttpProblem.NOT_IMPLEMENTED,
                        "no-" + word(part),
                        "No " + word(part),
                        "No module of this application brings the " + word(part)
                                + " of a sandbox. A module brings them by a resource whose session implements RemotePart."
                                + part.getSimpleName() + ".")));
    }

    @SuppressWarnings("unchecked") // A session of a narrower type is one of the wider.
    private static Class<RemotePart> asRemotePart(Class<? extends RemotePart> part) {
        return (Class<RemotePart>) part;
    }

    private static String word(Class<? extends RemotePart> part) {
        return part.getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    private static ProblemException failed(Class<? extends RemotePart> part, Exception failure) {
        return new ProblemException(HttpProblem.of(
                HttpProblem.FAILED, "part-failed", "Part failed", "The " + word(part) + " failed: " + failure));
    }
}
