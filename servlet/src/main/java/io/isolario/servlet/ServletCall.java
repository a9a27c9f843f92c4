package io.isolario.servlet;

import io.isolario.http.ApiRequest;
import io.isolario.http.Sender;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request of a Servlet container as the endpoint sees it. It leaves the body to the application unless it is asked for it. */
record ServletCall(HttpServletRequest request) implements ApiRequest {

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String contextPath() {
        return request.getContextPath();
    }

    @Override
    public String path() {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    /** Not by getParameter, which would take the body of a form from the application. */
    @Override
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        String query = Optional.ofNullable(request.getQueryString()).orElse("");
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    @Override
    public List<String> values(String name) {
        return Collections.list(request.getHeaders(name));
    }

    @Override
    public String remoteAddress() {
        return Optional.ofNullable(request.getRemoteAddr()).orElse("");
    }

    @Override
    public String localAddress() {
        return Optional.ofNullable(request.getLocalAddr()).orElse("");
    }

    /** Filters that take addresses from forwarding headers, such as Spring's, hide the request of the container by one of theirs. */
    @Override
    public Sender received() {
        ServletRequest received = request;
        while (received instanceof ServletRequestWrapper wrapper) {
            received = wrapper.getRequest();
        }
        ServletCall call = received instanceof HttpServletRequest http ? new ServletCall(http) : this;
        return new Sender(call.remoteAddress(), call.localAddress(), call);
    }

    @Override
    public byte[] body(int maxBytes) throws IOException {
        if (request.getContentLengthLong() > maxBytes) {
            return new byte[maxBytes + 1];
        }
        return request.getInputStream().readNBytes(maxBytes + 1);
    }
}
