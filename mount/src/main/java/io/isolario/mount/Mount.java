package io.isolario.mount;

import com.google.errorprone.annotations.CheckReturnValue;
import com.sun.net.httpserver.HttpHandler;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.Sandbox;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A port on 127.0.0.1 that serves a handler of the application for one test; closed when the sandbox ends.
 *
 * <pre>{@code
 * Mount webhooks = Mount.handler(sandbox, new WebhookHandler());
 * client.post(webhooks.baseUrl() + "/paid");
 * }</pre>
 *
 * <p>Each request runs in the sandbox as its work; the client needs no carrier. An exception of the handler is answered with
 * status 500 and fails the test. For servlets see {@link ServletMount}. Thread-safe.
 */
public final class Mount implements AutoCloseable {

    private final int port;
    private final Runnable stop;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Mount(int port, Runnable stop) {
        this.port = port;
        this.stop = stop;
    }

    /**
     * Mounts a handler of the JDK's HTTP server.
     *
     * @throws io.isolario.core.SandboxEndedException if the sandbox has ended
     */
    @CheckReturnValue
    public static Mount handler(Sandbox sandbox, HttpHandler handler) {
        HandlerServer server = HandlerServer.start(ManagedSandbox.of(sandbox), handler);
        return closedWith(sandbox, server.port(), server::stop);
    }

    static Mount closedWith(Sandbox sandbox, int port, Runnable stop) {
        Mount mount = new Mount(port, stop);
        try {
            sandbox.onClose(mount);
        } catch (RuntimeException late) {
            mount.close();
            throw late;
        }
        return mount;
    }

    /** Returns the port. */
    public int port() {
        return port;
    }

    /** Returns the URL, without a slash at its end. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    /** Closes the port; also done at the end of the sandbox. Does nothing if it is closed already. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            stop.run();
        }
    }
}
