package io.isolario.servlet;

import io.isolario.core.ForeignSandboxException;
import io.isolario.core.IsolarioException;
import io.isolario.core.MalformedSandboxIdException;
import io.isolario.core.SandboxEndedException;
import io.isolario.core.SandboxOpeningException;
import io.isolario.core.UnknownSandboxException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An error as RFC 9457 has it.
 *
 * @param status the status of the response
 * @param reason what is wrong, for programs; part of the type
 * @param title what is wrong, for humans, the same for each problem of its kind
 * @param detail our full message
 * @param sandbox the sandbox it is about, if the request named one
 */
record HttpProblem(int status, String reason, String title, String detail, Optional<String> sandbox) {

    static final int UNAUTHORIZED = HttpServletResponse.SC_UNAUTHORIZED;
    static final int FORBIDDEN = HttpServletResponse.SC_FORBIDDEN;
    static final int BAD_REQUEST = HttpServletResponse.SC_BAD_REQUEST;
    static final int METHOD_NOT_ALLOWED = HttpServletResponse.SC_METHOD_NOT_ALLOWED;
    static final int GONE = HttpServletResponse.SC_GONE;
    static final int CONFLICT = HttpServletResponse.SC_CONFLICT;
    static final int CONTENT_TOO_LARGE = HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
    static final int SERVICE_UNAVAILABLE = HttpServletResponse.SC_SERVICE_UNAVAILABLE;

    private static final String TYPE_PREFIX = "urn:isolario:problem:";

    static HttpProblem of(int status, String reason, String title, String detail) {
        return new HttpProblem(status, reason, title, detail, Optional.empty());
    }

    /** Returns why a sandbox that was named cannot be used. */
    static HttpProblem ofUse(IsolarioException failure, String carried) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof MalformedSandboxIdException) {
            return of(BAD_REQUEST, "malformed", "Malformed sandbox id", message);
        }
        Optional<String> id = Optional.of(carried);
        if (failure instanceof SandboxEndedException ended) {
            return new HttpProblem(GONE, word(ended.reason()), "Sandbox ended", message, id);
        }
        if (failure instanceof ForeignSandboxException) {
            return new HttpProblem(GONE, "foreign", "Sandbox of another application", message, id);
        }
        if (failure instanceof UnknownSandboxException) {
            return new HttpProblem(GONE, "unknown", "Unknown sandbox", message, id);
        }
        return new HttpProblem(CONFLICT, "refused", "Refused", message, id);
    }

    /** Returns why no sandbox could be opened. */
    static HttpProblem ofOpening(RuntimeException failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof SandboxOpeningException || failure instanceof IllegalStateException
                ? of(SERVICE_UNAVAILABLE, "not-opened", "Sandbox not opened", message)
                : of(CONFLICT, "refused", "Refused", message);
    }

    /** Returns an enum constant as it is written on the wire. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", TYPE_PREFIX + reason);
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        sandbox.ifPresent(id -> members.put("sandbox", id));
        members.put("reason", reason);
        return members;
    }
}
