package io.isolario.servlet;

import io.isolario.core.carrier.CarrierRefusal;
import io.isolario.core.internal.JsonWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes the responses that the filter gives itself. */
final class Answers {

    private Answers() {}

    static void json(HttpServletResponse response, int status, Map<String, ?> members) throws IOException {
        write(response, status, "application/json", JsonWriter.write(members));
    }

    static void problem(HttpServletResponse response, HttpProblem problem) throws IOException {
        write(response, problem.status(), CarrierRefusal.CONTENT_TYPE, JsonWriter.write(problem.members()));
    }

    static void text(HttpServletResponse response, String text) throws IOException {
        write(response, HttpServletResponse.SC_OK, "text/plain;charset=utf-8", text);
    }

    private static void write(HttpServletResponse response, int status, String contentType, String text)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(contentType);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
