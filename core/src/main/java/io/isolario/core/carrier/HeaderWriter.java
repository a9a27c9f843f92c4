package io.isolario.core.carrier;

import java.util.Optional;

/** Writes the headers of an outgoing request or message. */
public interface HeaderWriter {

    /** Returns the value that the header has so far; several values are joined with a comma. */
    Optional<String> value(String name);

    /** Sets a header, replacing the value that it has. */
    void set(String name, String value);
}
