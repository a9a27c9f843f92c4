package io.isolario.http;

import io.isolario.core.carrier.HeaderReader;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** A request as the endpoint sees it. For implementors: adapters of web servers. Confined to the thread that handles it. */
public interface ApiRequest extends HeaderReader {

    /** Returns the method, in capitals. */
    String method();

    /** Returns the path under which the application is mounted; empty for the root. */
    String contextPath();

    /** Returns the path below {@link #contextPath()} as the client wrote it: not decoded, without the query. */
    String path();

    /** Returns the query, decoded: the first value of each parameter. */
    Map<String, String> parameters();

    /** Returns the address of whoever sent the request; empty when the server does not know it. */
    String remoteAddress();

    /** Returns the address at which the server accepted the connection; empty when the server does not know it. */
    String localAddress();

    /**
     * Returns who sent the request as its connection tells: before anything has taken addresses from forwarding headers, which their
     * sender can make up, or has taken the headers away. An adapter overrides it whose server, or what is before the endpoint, can be
     * set up to do so.
     */
    default Sender received() {
        return new Sender(remoteAddress(), localAddress(), this);
    }

    /**
     * Returns the body, or its beginning.
     *
     * @param maxBytes after how many bytes to stop; the result has one byte more if there are more
     */
    byte[] body(int maxBytes) throws IOException;

    /** Returns the first value of a header. */
    default Optional<String> header(String name) {
        return values(name).stream().findFirst();
    }
}
