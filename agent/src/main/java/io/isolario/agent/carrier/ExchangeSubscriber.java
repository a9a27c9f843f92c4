package io.isolario.agent.carrier;

import io.isolario.agent.reflect.Members;
import io.isolario.agent.reflect.UnfamiliarLibraryException;
import io.isolario.core.CarriedWork;
import io.isolario.core.ManagedSandbox;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Wraps the subscriber of a request of Reactor Netty, and its subscription: reports to the exchange, and calls the subscriber in the
 * sandbox.
 *
 * @param target the wrapped subscriber or subscription
 * @param exchange the exchange of the request
 */
record ExchangeSubscriber(Object target, ReactorExchange exchange) implements InvocationHandler {

    private static final String SUBSCRIBER = "reactor.core.CoreSubscriber";
    private static final String SUBSCRIPTION = "org.reactivestreams.Subscription";

    static Object around(Object subscriber, ManagedSandbox sandbox) {
        return proxy(SUBSCRIBER, subscriber, new ReactorExchange(sandbox));
    }

    private static Object proxy(String type, Object target, ReactorExchange exchange) {
        ClassLoader loader = target.getClass().getClassLoader();
        try {
            Class<?> face = Class.forName(type, false, loader);
            return Proxy.newProxyInstance(
                    face.getClassLoader(), new Class<?>[] {face}, new ExchangeSubscriber(target, exchange));
        } catch (ClassNotFoundException missing) {
            exchange.failed();
            throw new UnfamiliarLibraryException("there is no " + type, missing);
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "currentContext" ->
                Members.get(Members.get(target, "currentContext"), "put", ReactorExchange.KEY, exchange);
            case "onSubscribe" -> passOn(method, subscription(arguments));
            case "onNext" -> {
                exchange.responds();
                yield inSandbox(method, arguments);
            }
            case "onError", "cancel" -> {
                try {
                    yield inSandbox(method, arguments);
                } finally {
                    exchange.failed();
                }
            }
            case "equals" -> arguments != null && arguments[0] == proxy;
            case "hashCode" -> System.identityHashCode(proxy);
            default -> passOn(method, arguments);
        };
    }

    private @Nullable Object @Nullable [] subscription(@Nullable Object @Nullable [] arguments) {
        Object subscription = arguments == null ? null : arguments[0];
        return subscription == null ? arguments : new Object[] {proxy(SUBSCRIPTION, subscription, exchange)};
    }

    private @Nullable Object inSandbox(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        CarriedWork run = exchange.enter();
        try {
            return passOn(method, arguments);
        } finally {
            if (run != null) {
                run.end();
            }
        }
    }

    private @Nullable Object passOn(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause() == null ? failure : failure.getCause();
        }
    }
}
