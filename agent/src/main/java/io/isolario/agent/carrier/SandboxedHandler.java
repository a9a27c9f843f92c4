package io.isolario.agent.carrier;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxEndedException;
import io.isolario.core.Scope;
import io.isolario.core.work.Work;
import io.isolario.core.work.WorkKind;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Handles a request in a sandbox, as a unit that counts.
 *
 * @param sandbox the sandbox
 * @param header the response header that names it
 * @param application the chain that handles the request
 */
record SandboxedHandler(ManagedSandbox sandbox, String header, Filter.Chain application) implements HttpHandler {

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        Work work;
        try {
            work = sandbox.begin(WorkKind.REQUEST, request);
        } catch (SandboxEndedException ended) {
            HttpServerHooks.refuse(exchange, ended, sandbox.id().value());
            return;
        }
        work.runningHere();
        long beganNanos = System.nanoTime();
        exchange.getResponseHeaders().set(header, sandbox.id().value());
        String outcome = "an error";
        try (Scope scope = sandbox.enter()) {
            application.doFilter(exchange);
            outcome = String.valueOf(exchange.getResponseCode());
        } catch (IOException | RuntimeException failure) {
            outcome = failure.toString();
            throw failure;
        } finally {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos);
            sandbox.journal().add(JournalKind.REQUEST, request + " -> " + outcome + " in " + millis + " ms");
            sandbox.touch();
            work.end();
        }
    }
}
