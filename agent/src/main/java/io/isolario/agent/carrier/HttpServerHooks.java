package io.isolario.agent.carrier;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.isolario.agent.hook.point.CarrierPoints;
import io.isolario.agent.hook.point.HookRegistry;
import io.isolario.core.IsolarioException;
import io.isolario.core.SandboxId;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.carrier.CarrierRefusal;
import io.isolario.core.carrier.Carriers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The JDK's HttpServer: handles requests in the sandboxes that they carry, as the servlet filter does in other servers. */
final class HttpServerHooks {

    private final Carriers carriers;

    HttpServerHooks(Carriers carriers) {
        this.carriers = carriers;
    }

    void registerIn(HookRegistry registry) {
        registry.register(
                CarrierPoints.HTTP_SERVER,
                this::chainFor,
                "com.sun.net.httpserver.HttpServer",
                "Enter the sandbox in the handler.");
    }

    /** Returns the chain that handles the exchange in the sandbox that it carries, or that refuses it. */
    private Object chainFor(Object exchange, Object chain) {
        if (exchange instanceof HttpExchange http && chain instanceof Filter.Chain application) {
            Headers headers = http.getRequestHeaders();
            return carriers.extract(name -> headers.getOrDefault(name, List.of()))
                    .map(carried -> chain(bound(carried.text(), application)))
                    .orElse(application);
        }
        return chain;
    }

    private HttpHandler bound(String carried, Filter.Chain application) {
        try {
            return new SandboxedHandler(
                    SandboxRegistry.findAnywhere(SandboxId.parse(carried)), carriers.header(), application);
        } catch (IsolarioException failure) {
            return exchange -> refuse(exchange, failure, carried);
        }
    }

    private static Filter.Chain chain(HttpHandler handler) {
        return new Filter.Chain(List.of(), handler);
    }

    static void refuse(HttpExchange exchange, IsolarioException failure, String carried) throws IOException {
        CarrierRefusal refusal = CarrierRefusal.of(failure, carried);
        byte[] body = refusal.toJson().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Content-Type", CarrierRefusal.CONTENT_TYPE);
        exchange.sendResponseHeaders(refusal.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
