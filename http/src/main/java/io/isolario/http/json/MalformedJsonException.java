package io.isolario.http.json;

/** Thrown when a text is not JSON, or is nested too deeply. */
public final class MalformedJsonException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedJsonException(String what, int at) {
        super(what + " at character " + at);
    }
}
