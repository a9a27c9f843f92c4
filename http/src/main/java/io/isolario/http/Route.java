package io.isolario.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One call of the API.
 *
 * @param method the method of its requests
 * @param template its path; a segment in braces stands for any
 * @param handler answers it, given what stands for the segments in braces
 */
record Route(String method, String template, Handler handler) {

    /** Answers a call. */
    @FunctionalInterface
    interface Handler {
        ApiResponse answer(ApiRequest call, List<String> variables) throws IOException;
    }

    /** Returns what stands for the segments in braces; empty if the path is another one. */
    Optional<List<String>> match(String path) {
        String[] wanted = template.split("/", -1);
        String[] given = path.split("/", -1);
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        List<String> variables = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                variables.add(given[i]);
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
