package io.isolario.core.carrier;

import java.util.List;

/** Reads the headers of an incoming request or message. */
@FunctionalInterface
public interface HeaderReader {

    /** Returns the values of a header, in the order received; empty when it is absent. The case of the name does not count. */
    List<String> values(String name);
}
