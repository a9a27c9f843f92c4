package io.isolario.agent.carrier;

import io.isolario.agent.reflect.Members;
import io.isolario.agent.reflect.UnfamiliarLibraryException;
import io.isolario.core.CarriedWork;
import io.isolario.core.Sandbox;
import io.isolario.core.carrier.HeaderReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Apache HttpClient 5. Each hop of a redirection has a request object of its own, which is no copy of the one that was sent before.
 * The asynchronous client works on threads of its own; which sandbox it works for goes with the context of the request.
 */
final class ApacheHooks {

    private static final String ATTRIBUTE = "io.isolario.sandbox";
    private static final String CONTEXT = "org.apache.hc.client5.http.protocol.HttpClientContext";

    private final Outbound outbound;

    ApacheHooks(Outbound outbound) {
        this.outbound = outbound;
    }

    @Nullable
    Object requesting(@Nullable Object request, @Nullable Object scope) {
        Sandbox sandbox = CarriedWork.callersSandbox();
        if (request != null && scope != null && sandbox != null) {
            carry(request, scope, sandbox.id().value());
        }
        return null;
    }

    @Nullable
    Object requestingLater(@Nullable Object request, @Nullable Object scope) {
        if (request != null
                && scope != null
                && Members.call(Members.field(scope, "clientContext"), "getAttribute", ATTRIBUTE)
                        instanceof String id) {
            carry(request, scope, id);
        }
        return null;
    }

    private void carry(Object request, Object scope, String id) {
        Object target = Members.get(Members.field(scope, "route"), "getTargetHost");
        String host = String.valueOf(Members.get(target, "getHostName"));
        HeaderReader callers = name -> values(Members.field(scope, "originalRequest"), name);
        if (outbound.mayCarry(host, callers) && outbound.mayCarry(host, name -> values(request, name))) {
            Members.call(request, "setHeader", outbound.header(), (Object) id);
        }
    }

    private static List<String> values(Object message, String name) {
        List<String> values = new ArrayList<>();
        for (Object header : (Object[]) Members.get(message, "getHeaders", name)) {
            values.add(String.valueOf(Members.call(header, "getValue")));
        }
        return values;
    }

    /** Returns a context that says for whom the request is, be it for nobody. */
    @Nullable
    Object contextFor(@Nullable Object client, @Nullable Object context) {
        Sandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox == null) {
            if (context != null) {
                Members.call(context, "removeAttribute", ATTRIBUTE);
            }
            return context;
        }
        Object ours = context == null && client != null ? newContext(client) : context;
        if (ours != null) {
            Members.call(ours, "setAttribute", ATTRIBUTE, sandbox.id().value());
        }
        return ours;
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
    @Nullable
    Object callbackFor(@Nullable Object client, @Nullable Object callback) {
        Sandbox sandbox = CarriedWork.callersSandbox();
        return sandbox == null || client == null
                ? callback
                : EndingCallback.around(
                        callback,
                        client,
                        new InFlight(sandbox, "Request of " + client.getClass().getSimpleName()));
    }

    @Nullable
    Object unsent(@Nullable Object callback, @Nullable Object unused) {
        EndingCallback.arrived(callback);
        return null;
    }
}
