package io.isolario.servlet;

import io.isolario.http.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes the responses that the filter gives itself. */
final class Answers {

    private Answers() {}

    static void write(HttpServletResponse response, ApiResponse answer) throws IOException {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        response.setStatus(answer.status());
        answer.headers().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        if (answer.contentType().isEmpty()) {
            return;
        }
        response.setContentType(answer.contentType());
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
