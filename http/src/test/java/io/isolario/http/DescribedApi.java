package io.isolario.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.http.json.JsonReader;
import io.isolario.http.json.MalformedJsonException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.Assertions;

/** The API as openapi.json describes it; checks answers against it, member by member. */
final class DescribedApi {

    private final Map<String, Object> document = document();

    private static Map<String, Object> document() {
        try (var resource = Objects.requireNonNull(SandboxEndpoint.class.getResourceAsStream("openapi.json"))) {
            return JsonReader.readObject(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException | MalformedJsonException e) {
            throw new IllegalStateException(e);
        }
    }

    Set<String> calls() {
        Set<String> calls = new TreeSet<>();
        object(document.get("paths")).forEach((path, methods) -> object(methods)
                .keySet()
                .forEach(method -> calls.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));
        return calls;
    }

    Map<String, Object> schemaNamed(String name) {
        return object(object(object(document.get("components")).get("schemas")).get(name));
    }

    /** Checks that an answer to a call of a path in the description is one that it describes. */
    void check(String method, String template, ApiResponse answer) {
        String what = method + " " + template + " -> " + answer.status() + " " + answer.body();
        Map<String, Object> operation = object(
                object(object(document.get("paths")).get(template)).get(method.toLowerCase(java.util.Locale.ROOT)));
        Map<String, Object> responses = object(operation.get("responses"));
        assertThat(responses.keySet()).as(what).contains("" + answer.status());
        Map<String, Object> response = resolved(object(responses.get("" + answer.status())));
        if (!response.containsKey("content")) {
            assertThat(answer.body()).as(what).isEmpty();
            return;
        }
        Map<String, Object> content = object(response.get("content"));
        String type = answer.contentType().replace(";charset=utf-8", "");
        assertThat(content.keySet()).as(what).contains(type);
        if (type.equals("text/html")) {
            return;
        }
        try {
            check(object(object(content.get(type)).get("schema")), JsonReader.readTree(answer.body()), what);
        } catch (MalformedJsonException e) {
            Assertions.fail(what, e);
        }
    }

    private void check(Map<String, Object> reference, Object value, String where) {
        Map<String, Object> schema = resolved(reference);
        Object type = schema.getOrDefault("type", "");
        if (type.equals("object")) {
            assertThat(value).as(where).isInstanceOf(Map.class);
            checkMembers(schema, object(value), where);
        } else if (type.equals("array")) {
            assertThat(value).as(where).isInstanceOf(List.class);
            ((List<?>) value).forEach(element -> check(object(schema.get("items")), element, where + " []"));
        } else if (type.equals("string")) {
            assertThat(value).as(where).isInstanceOf(String.class);
        } else if (type.equals("integer")) {
            assertThat(value).as(where).isInstanceOf(BigDecimal.class);
        } else if (type.equals("boolean")) {
            assertThat(value).as(where).isInstanceOf(Boolean.class);
        }
        if (schema.get("enum") instanceof List<?> allowed) {
            assertThat(allowed.contains(value))
                    .as(where + " is one of " + allowed)
                    .isTrue();
        }
    }

    private void checkMembers(Map<String, Object> schema, Map<String, Object> value, String where) {
        if (!schema.containsKey("properties")) {
            return;
        }
        Map<String, Object> properties = object(schema.get("properties"));
        assertThat(properties.keySet()).as(where).containsAll(value.keySet());
        ((List<?>) schema.getOrDefault("required", List.of()))
                .forEach(name -> assertThat(value.keySet()).as(where).contains(name.toString()));
        value.forEach((name, member) -> check(object(properties.get(name)), member, where + " ." + name));
    }

    private Map<String, Object> resolved(Map<String, Object> reference) {
        if (!(reference.get("$ref") instanceof String target)) {
            return reference;
        }
        Map<String, Object> at = document;
        for (String step : target.substring(2).split("/", -1)) {
            at = object(at.get(step));
        }
        return at;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(@org.jspecify.annotations.Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }
}
