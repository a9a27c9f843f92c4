package io.isolario.springboot.web;

import io.isolario.http.Sender;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;

/** What the requests of a Servlet container tell that serves a reactive application; apart, since few have one. */
final class ServletRequests {

    private ServletRequests() {}

    static Optional<Sender> senderOf(Object request) {
        return request instanceof HttpServletRequest http
                ? Optional.of(new Sender(
                        Objects.requireNonNullElse(http.getRemoteAddr(), ""),
                        Objects.requireNonNullElse(http.getLocalAddr(), ""),
                        name -> Collections.list(http.getHeaders(name))))
                : Optional.empty();
    }
}
