package io.isolario.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A page of an allowed origin may send our headers to an application that knows nothing of them. */
abstract class CrossOriginVerification extends ContainerVerification {

    private static final String PAGE = "http://app.test:4200";

    /** The client that others use sends no headers of this kind. */
    private String preflight(String asked) throws Exception {
        return RawClient.exchange(
                container.port(),
                "OPTIONS /app/cors HTTP/1.1\r\nOrigin: " + PAGE + "\r\nAccess-Control-Request-Method: PUT\r\n"
                        + "Access-Control-Request-Headers: " + asked + "\r\n");
    }

    @Test
    void addsOurHeadersToThoseThatTheApplicationAllows() throws Exception {
        restart(filter -> filter.allowedOrigins(List.of(PAGE)));

        assertThat(preflight("content-type, x-isolario-sandbox"))
                .contains("Access-Control-Allow-Headers: content-type, X-Isolario-Sandbox, baggage\r\n")
                .endsWith("asked for content-type");
        assertThat(preflight("x-isolario-sandbox"))
                .contains("Access-Control-Allow-Headers: X-Isolario-Sandbox, baggage\r\n")
                .endsWith("asked for ");
    }

    @Test
    void leavesPreflightsToTheApplicationUnlessAsked() throws Exception {
        assertThat(preflight("content-type, x-isolario-sandbox"))
                .contains("Access-Control-Allow-Headers: content-type, x-isolario-sandbox\r\n")
                .endsWith("asked for content-type, x-isolario-sandbox");
    }

    @Test
    void passesAnswersOfTheApplicationUntouched() {
        HttpResponse<String> response = new Caller(container.port(), HttpClient.newHttpClient()).get("/owner");

        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
}
