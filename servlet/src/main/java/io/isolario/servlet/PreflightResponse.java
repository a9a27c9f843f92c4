package io.isolario.servlet;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/** Adds our headers to those that the application allows a page to send. */
final class PreflightResponse extends HttpServletResponseWrapper {

    private static final String ALLOWED = "Access-Control-Allow-Headers";

    private final String ours;

    PreflightResponse(HttpServletResponse response, String ours) {
        super(response);
        this.ours = ours + ", baggage";
        // For an application that was asked for ours only, and so is asked for none.
        response.setHeader(ALLOWED, this.ours);
    }

    @Override
    public void setHeader(String name, String value) {
        super.setHeader(name, withOurs(name, value));
    }

    @Override
    public void addHeader(String name, String value) {
        if (name.equalsIgnoreCase(ALLOWED)) {
            super.setHeader(name, withOurs(name, value));
        } else {
            super.addHeader(name, value);
        }
    }

    private String withOurs(String name, String value) {
        return name.equalsIgnoreCase(ALLOWED) ? value + ", " + ours : value;
    }
}
