package io.isolario.servlet;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** Keeps whoever is redirected below the prefix that carries his sandbox. */
final class PrefixedResponse extends HttpServletResponseWrapper {

    private static final String LOCATION = "Location";

    private final String contextPath;
    private final String prefix;

    PrefixedResponse(HttpServletResponse response, String contextPath, String prefix) {
        super(response);
        this.contextPath = contextPath;
        this.prefix = prefix;
    }

    /** A path that begins with a slash leaves the prefix; others are below it already, or elsewhere. */
    private String prefixed(String location) {
        boolean leaves = location.startsWith(contextPath + "/")
                && !location.startsWith("//")
                && !location.startsWith(contextPath + prefix);
        return leaves ? contextPath + prefix + location.substring(contextPath.length()) : location;
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        super.sendRedirect(prefixed(location));
    }

    @Override
    public void setHeader(String name, String value) {
        super.setHeader(name, name.equalsIgnoreCase(LOCATION) ? prefixed(value) : value);
    }

    @Override
    public void addHeader(String name, String value) {
        super.addHeader(name, name.equalsIgnoreCase(LOCATION) ? prefixed(value) : value);
    }
}
