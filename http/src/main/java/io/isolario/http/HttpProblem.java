package io.isolario.http;

import io.isolario.core.CapacityExceededException;
import io.isolario.core.IsolarioException;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxEndedException;
import io.isolario.core.SandboxOpeningException;
import io.isolario.core.UnknownSandboxException;
import io.isolario.core.carrier.CarrierRefusal;
import io.isolario.core.internal.JsonWriter;
import java.util.List;
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
 * @param more members that only problems of this kind have
 */
record HttpProblem(
        int status, String reason, String title, String detail, Optional<String> sandbox, Map<String, Object> more) {

    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int CONFLICT = 409;
    static final int GONE = 410;
    static final int CONTENT_TOO_LARGE = 413;
    static final int UNPROCESSABLE = 422;
    static final int PRECONDITION_REQUIRED = 428;
    static final int FAILED = 500;
    static final int NOT_IMPLEMENTED = 501;
    static final int SERVICE_UNAVAILABLE = 503;

    // Browsers keep a 410 for ever when nothing is said, and would show it to the next sandbox.
    private static final Map<String, List<String>> NOT_KEPT = Map.of("Cache-Control", List.of("no-store"));

    static HttpProblem of(int status, String reason, String title, String detail) {
        return new HttpProblem(status, reason, title, detail, Optional.empty(), Map.of());
    }

    HttpProblem of(String id) {
        return new HttpProblem(status, reason, title, detail, Optional.of(id), more);
    }

    HttpProblem with(Map<String, Object> members) {
        return new HttpProblem(status, reason, title, detail, sandbox, members);
    }

    /** Returns why a sandbox that was named cannot be used. */
    static HttpProblem ofUse(IsolarioException failure, String carried) {
        CarrierRefusal refusal = CarrierRefusal.of(failure, carried);
        Map<String, Object> more = failure instanceof SandboxEndedException ended
                ? Map.of("endedAt", ended.endedAt().toString())
                : Map.of();
        return new HttpProblem(
                refusal.status(), refusal.reason(), refusal.title(), refusal.detail(), refusal.sandbox(), more);
    }

    /** Returns why a call of the API cannot be answered: there, what was never opened is not found. */
    static HttpProblem ofCall(IsolarioException failure, String id) {
        HttpProblem problem = ofUse(failure, id);
        return failure instanceof UnknownSandboxException
                ? new HttpProblem(NOT_FOUND, problem.reason, problem.title, problem.detail, problem.sandbox, Map.of())
                : problem;
    }

    /** Returns why no sandbox could be opened. */
    static HttpProblem ofOpening(RuntimeException failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof CapacityExceededException) {
            return of(SERVICE_UNAVAILABLE, "no-place", "No free place", message + Holders.WAYS_OUT);
        }
        if (failure instanceof SandboxOpeningException || failure instanceof IllegalStateException) {
            return of(SERVICE_UNAVAILABLE, "not-opened", "Sandbox not opened", message);
        }
        return failure instanceof RefusalException
                ? of(NOT_IMPLEMENTED, "not-supported", "Not supported", message)
                : of(CONFLICT, "refused", "Refused", message);
    }

    /** Returns an enum constant as it is written on the wire. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Map<String, Object> members() {
        Map<String, Object> members = new CarrierRefusal(status, reason, title, detail, sandbox).members();
        members.putAll(more);
        return members;
    }

    /** Returns the answer: a page for whoever asks for one, so that a screenshot explains itself; else as RFC 9457 has it. */
    ApiResponse answer(ApiRequest call) {
        boolean page = call.values("Accept").stream().anyMatch(accepted -> accepted.contains("text/html"));
        return page
                ? new ApiResponse(status, NOT_KEPT, "text/html;charset=utf-8", HtmlPage.of(this))
                : new ApiResponse(status, NOT_KEPT, CarrierRefusal.CONTENT_TYPE, JsonWriter.write(members()));
    }
}
