package io.isolario.core.carrier;

import io.isolario.core.ForeignSandboxException;
import io.isolario.core.IsolarioException;
import io.isolario.core.MalformedSandboxIdException;
import io.isolario.core.SandboxEndedException;
import io.isolario.core.UnknownSandboxException;
import io.isolario.core.internal.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Why a request that carries a sandbox is not served, as RFC 9457 has it. For servers; such a request never reaches the
 * application. Immutable and thread-safe.
 *
 * @param status the status of the response
 * @param reason what is wrong, for programs; part of the type
 * @param title what is wrong, for humans, the same for each problem of its kind
 * @param detail our full message
 * @param sandbox the sandbox it is about, if the request named one
 */
public record CarrierRefusal(int status, String reason, String title, String detail, Optional<String> sandbox) {

    /** The media type of {@link #toJson()}. */
    public static final String CONTENT_TYPE = "application/problem+json";

    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;
    private static final int GONE = 410;
    private static final String TYPE_PREFIX = "urn:isolario:problem:";

    /**
     * Returns why a sandbox that was named cannot be used: 400 if the id is malformed, 410 if there is no such sandbox any more
     * or here, 409 otherwise.
     *
     * @param carried what the request carried
     */
    public static CarrierRefusal of(IsolarioException failure, String carried) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof MalformedSandboxIdException) {
            return new CarrierRefusal(BAD_REQUEST, "malformed", "Malformed sandbox id", message, Optional.empty());
        }
        Optional<String> id = Optional.of(carried);
        if (failure instanceof SandboxEndedException ended) {
            return new CarrierRefusal(GONE, word(ended.reason()), "Sandbox ended", message, id);
        }
        if (failure instanceof ForeignSandboxException) {
            return new CarrierRefusal(GONE, "foreign", "Sandbox of another application", message, id);
        }
        if (failure instanceof UnknownSandboxException) {
            return new CarrierRefusal(GONE, "unknown", "Unknown sandbox", message, id);
        }
        return new CarrierRefusal(CONFLICT, "refused", "Refused", message, id);
    }

    /** Returns the body of the response. */
    public String toJson() {
        return JsonWriter.write(members());
    }

    /** Returns the members of the body, in their order. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", TYPE_PREFIX + reason);
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        sandbox.ifPresent(id -> members.put("sandbox", id));
        members.put("reason", reason);
        return members;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
