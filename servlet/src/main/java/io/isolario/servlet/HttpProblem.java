package io.isolario.servlet;

import io.isolario.core.IsolarioException;
import io.isolario.core.SandboxOpeningException;
import io.isolario.core.carrier.CarrierRefusal;
import jakarta.servlet.http.HttpServletResponse;
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

    static HttpProblem of(int status, String reason, String title, String detail) {
        return new HttpProblem(status, reason, title, detail, Optional.empty());
    }

    /** Returns why a sandbox that was named cannot be used. */
    static HttpProblem ofUse(IsolarioException failure, String carried) {
        CarrierRefusal refusal = CarrierRefusal.of(failure, carried);
        return new HttpProblem(
                refusal.status(), refusal.reason(), refusal.title(), refusal.detail(), refusal.sandbox());
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
        return new CarrierRefusal(status, reason, title, detail, sandbox).members();
    }
}
