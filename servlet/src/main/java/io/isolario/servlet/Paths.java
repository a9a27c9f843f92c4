package io.isolario.servlet;

import jakarta.servlet.http.HttpServletRequest;

/** The path of a request below the context path, as the client wrote it. */
final class Paths {

    private Paths() {}

    static String below(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
