package io.isolario.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.util.List;

/** A Servlet container on a port of the loopback interface. */
interface Container extends AutoCloseable {

    /** How many threads it has for requests; few, so that they are used again. */
    int THREADS = 8;

    int port();

    /** Starts a container. */
    @FunctionalInterface
    interface Factory {

        /**
         * Starts a container that serves {@code application} at the context path {@code /app}, behind the filters in this order, and
         * forwards errors to {@code /error}.
         */
        Container start(List<Filter> filters, HttpServlet application) throws Exception;
    }
}
