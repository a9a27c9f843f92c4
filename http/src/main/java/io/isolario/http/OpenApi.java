package io.isolario.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serves the description of the API, with the paths that it has here. */
final class OpenApi {

    private static final String RESOURCE = "openapi.json";
    private static final String ROOT = "\"/isolario/";
    private static final String SANDBOXES = "\"/isolario/sandboxes";

    private final EndpointSettings settings;

    OpenApi(EndpointSettings settings) {
        this.settings = settings;
    }

    ApiResponse answer() {
        String text = text().replace(SANDBOXES, "\"\0")
                .replace(ROOT, "\"" + settings.root() + "/")
                .replace("\"\0", "\"" + settings.path());
        return new ApiResponse(ApiResponse.OK, Map.of(), "application/json", text);
    }

    private static String text() {
        try (@Nullable InputStream resource = OpenApi.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is not in the jar of isolario-servlet.");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
