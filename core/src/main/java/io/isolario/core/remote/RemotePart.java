package io.isolario.core.remote;

import java.util.Map;

/**
 * A part of one sandbox that clients outside the JVM read and write as JSON.
 *
 * <p>For implementors: the {@link io.isolario.core.ResourceSession} of a resource also implements {@link Stubs}, {@link Clock} or
 * {@link Logs}, and the HTTP API then serves that part instead of answering 501. Values are maps by text, lists, texts, numbers and
 * booleans; an absent value is an empty {@code Optional}. Called by any thread, bound to the sandbox.
 */
public interface RemotePart {

    /**
     * Returns the part as JSON has it.
     *
     * @param parameters the query of the request, by name
     * @throws IllegalArgumentException if the parameters mean nothing; the message says what would
     */
    Object read(Map<String, String> parameters) throws Exception;

    /**
     * Changes the part.
     *
     * @param value what the client sent
     * @return the value for the client
     * @throws IllegalArgumentException if the part cannot become that; the message says what it could
     */
    Object write(Map<String, Object> value) throws Exception;

    /** The stubs of external services: {@code PUT} sets them, {@code GET} lists them and the calls that they had. */
    interface Stubs extends RemotePart {}

    /** The time that the application sees: {@code PUT} sets it, {@code GET} returns it. */
    interface Clock extends RemotePart {}

    /** The lines that the application has logged: {@code GET} returns them. */
    interface Logs extends RemotePart {}
}
