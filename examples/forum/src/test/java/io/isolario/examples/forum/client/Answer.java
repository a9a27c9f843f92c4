package io.isolario.examples.forum.client;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the forum answered. */
public record Answer(String request, int status, String contentType, String body) {

    static final JsonMapper JSON = JsonMapper.builder().build();

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Returns this, or fails with all there is to know. */
    public Answer successful() {
        if (!isSuccess()) {
            throw new AssertionError(request + " answered " + status + ": " + body);
        }
        return this;
    }

    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** Returns the code of a problem, or null if this is none. */
    public String code() {
        return contentType.startsWith("application/problem+json")
                ? json().path("code").asString(null)
                : null;
    }

    /** Returns the names of the fields that were refused. */
    public List<String> refusedFields() {
        return json().path("errors").propertyNames().stream().sorted().toList();
    }

    <T> T as(Class<T> type) {
        return JSON.readValue(successful().body, type);
    }

    <T> List<T> asList(Class<T> type) {
        return JSON.readerForListOf(type).readValue(successful().body);
    }

    @Override
    public String toString() {
        return request + " -> " + status + " " + body;
    }
}
