package io.isolario.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request whose path began with the carrier of a sandbox, as if it had not. */
final class PrefixedRequest extends HttpServletRequestWrapper {

    private final String prefix;

    private PrefixedRequest(HttpServletRequest request, String prefix) {
        super(request);
        this.prefix = prefix;
    }

    /** Returns the request without the prefix; empty if the container understands its path as another one. */
    static Optional<HttpServletRequest> of(HttpServletRequest request, String prefix) {
        String decoded = decodedPath(request);
        boolean same = decoded.equals(prefix) || decoded.startsWith(prefix + "/");
        return same ? Optional.of(new PrefixedRequest(request, prefix)) : Optional.empty();
    }

    private static String decodedPath(HttpServletRequest request) {
        return request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("");
    }

    private static String rest(String path, String prefix) {
        String rest = path.substring(prefix.length());
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    @Override
    public String getRequestURI() {
        return getContextPath() + rest(super.getRequestURI(), getContextPath() + prefix);
    }

    @Override
    public StringBuffer getRequestURL() {
        StringBuffer url = super.getRequestURL();
        String path = super.getRequestURI();
        int start = url.length() - path.length();
        return url.replace(start, url.length(), getRequestURI());
    }

    @Override
    public String getServletPath() {
        return super.getServletPath().isEmpty() ? "" : rest(decodedPath((HttpServletRequest) getRequest()), prefix);
    }

    @Override
    public @Nullable String getPathInfo() {
        return super.getServletPath().isEmpty() ? rest(decodedPath((HttpServletRequest) getRequest()), prefix) : null;
    }
}
