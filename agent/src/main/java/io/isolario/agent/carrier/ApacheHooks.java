package io.isolario.agent.carrier;

import io.isolario.agent.hook.point.CarrierPoints;
import io.isolario.agent.hook.point.HookRegistry;
import io.isolario.agent.reflect.Members;
import io.isolario.agent.reflect.UnfamiliarLibraryException;
import io.isolario.core.CarriedWork;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.carrier.HeaderReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Apache HttpClient 5. Each hop of a redirection has a new request object, which is no copy of the one before. The asynchronous client
 * works on its own threads, so the context of the request holds the id of the sandbox.
 */
final class ApacheHooks {

    private static final String ATTRIBUTE = "io.isolario.sandbox";
    private static final String LIBRARY = "Apache HttpClient 5";
    private static final String CONTEXT = "org.apache.hc.client5.http.protocol.HttpClientContext";

    private final CarrierPolicy policy;

    ApacheHooks(CarrierPolicy policy) {
        this.policy = policy;
    }

    void registerIn(HookRegistry registry, String wayOut) {
        registry.register(CarrierPoints.APACHE_REQUEST, this::requesting, LIBRARY, wayOut);
        registry.register(CarrierPoints.APACHE_ASYNC_REQUEST, this::requestingLater, LIBRARY, wayOut);
        registry.register(CarrierPoints.APACHE_CONTEXT, this::contextFor, LIBRARY, wayOut);
        registry.register(CarrierPoints.APACHE_CALLBACK, this::callbackFor, LIBRARY, wayOut);
        registry.register(CarrierPoints.APACHE_UNSENT, EndingCallback::arrived, LIBRARY, wayOut);
    }

    private void requesting(Object request, Object scope) {
        ManagedSandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox != null) {
            carry(request, scope, sandbox.id().value());
        }
    }

    private void requestingLater(Object request, Object scope) {
        if (Members.call(Members.field(scope, "clientContext"), "getAttribute", ATTRIBUTE) instanceof String id) {
            carry(request, scope, id);
        }
    }

    private void carry(Object request, Object scope, String id) {
        Object target = Members.get(Members.field(scope, "route"), "getTargetHost");
        String host = String.valueOf(Members.get(target, "getHostName"));
        HeaderReader callers = name -> values(Members.field(scope, "originalRequest"), name);
        if (policy.mayCarry(host, callers) && policy.mayCarry(host, name -> values(request, name))) {
            Members.call(request, "setHeader", policy.header(), (Object) id);
        }
    }

    private static List<String> values(Object message, String name) {
        List<String> values = new ArrayList<>();
        for (Object header : (Object[]) Members.get(message, "getHeaders", name)) {
            values.add(String.valueOf(Members.call(header, "getValue")));
        }
        return values;
    }

    /** Returns a context that has the id of the caller's sandbox, if there is one. */
    private @Nullable Object contextFor(Object client, @Nullable Object context) {
        ManagedSandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox == null) {
            if (context != null) {
                Members.call(context, "removeAttribute", ATTRIBUTE);
            }
            return context;
        }
        Object used = context == null ? newContext(client) : context;
        Members.call(used, "setAttribute", ATTRIBUTE, sandbox.id().value());
        return used;
    }

    private static Object newContext(Object client) {
        try {
            ClassLoader loader = client.getClass().getClassLoader();
            return Class.forName(CONTEXT, true, loader).getMethod("create").invoke(null);
        } catch (ReflectiveOperationException failure) {
            throw new UnfamiliarLibraryException("no " + CONTEXT + " can be made", failure);
        }
    }

    /** Returns a callback that ends the request. */
    private @Nullable Object callbackFor(Object client, @Nullable Object callback) {
        ManagedSandbox sandbox = CarriedWork.callersSandbox();
        return sandbox == null
                ? callback
                : EndingCallback.around(
                        callback,
                        client,
                        new RequestInFlight(
                                sandbox, "Request of " + client.getClass().getSimpleName()));
    }
}
