package io.isolario.agent.carrier;

import io.isolario.agent.hook.point.CarrierPoints;
import io.isolario.agent.hook.point.HookRegistry;
import io.isolario.agent.reflect.Members;
import io.isolario.core.CarriedWork;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.carrier.HeaderReader;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reactor Netty, and so Spring's WebClient. The context of the subscriber holds the sandbox of an exchange. What arrives on the event
 * loop is processed in that sandbox, so operators downstream run in it.
 */
final class ReactorNettyHooks {

    private final CarrierPolicy policy;

    ReactorNettyHooks(CarrierPolicy policy) {
        this.policy = policy;
    }

    void registerIn(HookRegistry registry, String wayOut) {
        String library = "Reactor Netty";
        registry.register(CarrierPoints.REACTOR_SUBSCRIBER, this::subscriberFor, library, wayOut);
        registry.register(CarrierPoints.REACTOR_REQUEST, this::requesting, library, wayOut);
        registry.register(CarrierPoints.REACTOR_WEB_SOCKET, this::requestingWebSocket, library, wayOut);
        registry.register(CarrierPoints.REACTOR_ARRIVAL, this::arriving, library, wayOut);
        registry.register(CarrierPoints.REACTOR_END, this::ended, library, wayOut);
    }

    /** Returns a subscriber whose context has the exchange with the caller's sandbox. */
    private @Nullable Object subscriberFor(Object mono, @Nullable Object subscriber) {
        ManagedSandbox sandbox = CarriedWork.callersSandbox();
        return sandbox == null || subscriber == null ? subscriber : ExchangeSubscriber.around(subscriber, sandbox);
    }

    private void requesting(Object exchange) {
        ReactorExchange known = ReactorExchange.of(exchange);
        if (known == null) {
            return;
        }
        Object headers = Members.get(exchange, "requestHeaders");
        HeaderReader present = name -> ((List<?>) Members.get(headers, "getAll", name))
                .stream().map(String::valueOf).toList();
        String host =
                URI.create(String.valueOf(Members.get(exchange, "resourceUrl"))).getHost();
        String id = policy.idFor(known.sandbox(), host, present);
        if (id != null) {
            Members.call(headers, "set", policy.header(), (Object) id);
        }
    }

    /** A WebSocket stays open, so quiescence waits only for its handshake. */
    private void requestingWebSocket(Object exchange) {
        ReactorExchange known = ReactorExchange.of(exchange);
        if (known != null) {
            known.endsWithItsHead();
        }
        requesting(exchange);
    }

    private @Nullable Object arriving(Object exchange) {
        ReactorExchange known = ReactorExchange.of(exchange);
        return known == null ? null : known.enter();
    }

    private void ended(Object exchange) {
        ReactorExchange known = ReactorExchange.of(exchange);
        if (known != null) {
            known.over();
        }
    }
}
