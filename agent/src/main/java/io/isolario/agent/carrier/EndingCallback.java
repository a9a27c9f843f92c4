package io.isolario.agent.carrier;

import io.isolario.agent.reflect.UnfamiliarLibraryException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Wraps a callback of the asynchronous Apache HttpClient: runs it in the sandbox of the request, and ends the request.
 *
 * @param callback the wrapped callback; null if the caller gave none
 * @param request the request
 */
record EndingCallback(@Nullable Object callback, RequestInFlight request) implements InvocationHandler {

    private static final String CALLBACK = "org.apache.hc.core5.concurrent.FutureCallback";

    /** @param client an object of the library, whose class loader has the callback's type */
    static Object around(@Nullable Object callback, Object client, RequestInFlight request) {
        ClassLoader loader = client.getClass().getClassLoader();
        try {
            Class<?> type = Class.forName(CALLBACK, false, loader);
            return Proxy.newProxyInstance(loader, new Class<?>[] {type}, new EndingCallback(callback, request));
        } catch (ClassNotFoundException missing) {
            request.arrived();
            throw new UnfamiliarLibraryException("there is no " + CALLBACK, missing);
        }
    }

    /** Ends the request of a callback that is never called. */
    static void arrived(Object callback) {
        if (Proxy.isProxyClass(callback.getClass())
                && Proxy.getInvocationHandler(callback) instanceof EndingCallback ending) {
            ending.request.arrived();
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(proxy, method, arguments);
        }
        if (!request.begin()) {
            return passOn(method, arguments);
        }
        try {
            return passOn(method, arguments);
        } finally {
            request.end();
        }
    }

    private @Nullable Object passOn(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        if (callback == null) {
            return null;
        }
        try {
            return method.invoke(callback, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause() == null ? failure : failure.getCause();
        }
    }

    private @Nullable Object ofObject(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && arguments[0] == proxy;
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "EndingCallback{" + callback + "}";
        };
    }
}
