package io.isolario.http;

import io.isolario.core.internal.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A response of the endpoint. Immutable.
 *
 * @param status its status
 * @param headers its other headers, by name
 * @param contentType the type of the body; empty when there is no body
 * @param body its body; UTF-8 on the wire
 */
public record ApiResponse(int status, Map<String, List<String>> headers, String contentType, String body) {

    static final int OK = 200;
    static final int CREATED = 201;
    static final int ACCEPTED = 202;
    static final int NO_CONTENT = 204;

    /** Keeps a copy of the headers that nobody can change. */
    public ApiResponse {
        headers = Map.copyOf(headers);
    }

    static ApiResponse json(int status, Map<String, ?> members) {
        return new ApiResponse(status, Map.of(), "application/json", JsonWriter.write(members));
    }

    static ApiResponse text(String text) {
        return new ApiResponse(OK, Map.of(), "text/plain;charset=utf-8", text);
    }

    static ApiResponse empty(int status) {
        return new ApiResponse(status, Map.of(), "", "");
    }

    ApiResponse with(String name, String... values) {
        return with(Map.of(name, List.of(values)));
    }

    ApiResponse with(Map<String, List<String>> more) {
        Map<String, List<String>> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new ApiResponse(status, all, contentType, body);
    }
}
