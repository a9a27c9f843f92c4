package io.isolario.wiremock;

import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.HttpResponder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import java.util.Map;

/**
 * Why a request gets no answer of a stub, as a problem of RFC 9457.
 *
 * @param status the status to answer with
 * @param detail the full message
 */
record Refusal(int status, String detail) implements Destination {

    static final int MALFORMED = 400;
    static final int NO_SERVICE = 404;
    static final int ENDED = 410;
    static final int NO_SANDBOX = 428;
    static final int HANDLER_FAILED = 500;

    /** Not 404, which applications take for an answer of the service; not 500, which clients try again. */
    static final int NO_STUB = 501;

    private static final HttpHeaders HEADERS =
            new HttpHeaders(new HttpHeader("Content-Type", "application/problem+json"));

    @Override
    public void serve(Request request, HttpResponder responder) {
        responder.respond(request, response(), Map.of());
    }

    Response response() {
        return Response.response()
                .status(status)
                .headers(HEADERS)
                .body(Json.write(Map.of("status", status, "title", "Isolario has no answer", "detail", detail)))
                .build();
    }
}
