package io.isolario.wiremock;

import com.github.tomakehurst.wiremock.core.WireMockApp;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import io.isolario.wiremock.route.ExpectedCount;
import io.isolario.wiremock.route.RouteBook;

/** The WireMock of one service in one sandbox: matching, scenarios, journal, rendering; it listens nowhere. Thread-safe. */
final class Engine extends WireMockApp {

    private final RouteBook routes;
    private final Answering answering;
    private final StubRequestHandler handler;

    /** Decides on the answer once a request was matched. */
    interface Answering {

        /**
         * Returns the answer to a request; one that is not configured refuses it. Called on the thread of the request, without a
         * lock.
         */
        ResponseDefinition answer(RouteBook.Served served);
    }

    private Engine(EngineSettings settings, RouteBook routes, Answering answering) {
        super(settings.options(routes), settings.container());
        this.routes = routes;
        this.answering = answering;
        this.handler = buildStubRequestHandler();
    }

    static Engine open(EngineSettings settings, Answering answering) {
        return new Engine(settings, new RouteBook(), answering);
    }

    RouteBook routes() {
        return routes;
    }

    StubRequestHandler handler() {
        return handler;
    }

    StubMapping add(StubMapping stub, ExpectedCount times) {
        routes.announce(stub.getId(), times);
        addStubMapping(stub);
        return stub;
    }

    @Override
    public ServeEvent serveStubFor(ServeEvent initialServeEvent) {
        RouteBook.Served served = routes.serve(() -> super.serveStubFor(initialServeEvent));
        return served.event().withResponseDefinition(answering.answer(served));
    }
}
