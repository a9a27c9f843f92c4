package io.isolario.agent.carrier;

import io.isolario.agent.reflect.Members;
import io.isolario.core.CarriedWork;
import io.isolario.core.Sandbox;
import io.isolario.core.carrier.HeaderReader;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reactor Netty, and so the WebClient of Spring. For whom an exchange is goes with the context of the subscriber; what arrives on
 * the event loop is handed on in that sandbox, so that the operators behind see it.
 */
final class ReactorNettyHooks {

    private final Outbound outbound;

    ReactorNettyHooks(Outbound outbound) {
        this.outbound = outbound;
    }

    /** Returns a subscriber whose context says for whom it is. */
    @Nullable
    Object subscribing(@Nullable Object mono, @Nullable Object subscriber) {
        Sandbox sandbox = CarriedWork.callersSandbox();
        return sandbox == null || subscriber == null ? subscriber : ExchangeSubscriber.around(subscriber, sandbox);
    }

    @Nullable
    Object requesting(@Nullable Object exchange, @Nullable Object unused) {
        ReactorExchange known = exchange == null ? null : ReactorExchange.of(exchange);
        if (exchange == null || known == null) {
            return null;
        }
        Object headers = Members.get(exchange, "requestHeaders");
        HeaderReader present = name -> ((List<?>) Members.get(headers, "getAll", name))
                .stream().map(String::valueOf).toList();
        String host =
                URI.create(String.valueOf(Members.get(exchange, "resourceUrl"))).getHost();
        String id = outbound.idFor(known.sandbox(), host, present);
        if (id != null) {
            Members.call(headers, "set", outbound.header(), (Object) id);
        }
        return null;
    }

    /** A WebSocket stays open, and nobody waits for its end. */
    @Nullable
    Object requestingWebSocket(@Nullable Object exchange, @Nullable Object unused) {
        ReactorExchange known = exchange == null ? null : ReactorExchange.of(exchange);
        if (known != null) {
            known.endsWithItsHead();
        }
        return requesting(exchange, unused);
    }

    @Nullable
    Object arriving(@Nullable Object exchange, @Nullable Object unused) {
        ReactorExchange known = exchange == null ? null : ReactorExchange.of(exchange);
        return known == null ? null : known.enter();
    }

    @Nullable
    Object ended(@Nullable Object exchange, @Nullable Object unused) {
        ReactorExchange known = exchange == null ? null : ReactorExchange.of(exchange);
        if (known != null) {
            known.over();
        }
        return null;
    }
}
