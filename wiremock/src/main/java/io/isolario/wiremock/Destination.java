package io.isolario.wiremock;

import com.github.tomakehurst.wiremock.http.HttpResponder;
import com.github.tomakehurst.wiremock.http.Request;

/** Who answers a request. */
sealed interface Destination permits Refusal, ServiceStubs {

    /** Answers a request on the calling thread. */
    void serve(Request request, HttpResponder responder);
}
