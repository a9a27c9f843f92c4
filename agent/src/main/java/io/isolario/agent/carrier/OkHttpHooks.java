package io.isolario.agent.carrier;

import io.isolario.agent.hook.point.CarrierPoints;
import io.isolario.agent.hook.point.HookRegistry;
import io.isolario.agent.reflect.Members;
import io.isolario.core.CarriedWork;
import io.isolario.core.Sandbox;
import io.isolario.core.carrier.HeaderReader;
import java.util.List;

/** OkHttp 4 and 5. OkHttp 5 follows a redirection with all headers that were sent, so the carrier may have to be removed. */
final class OkHttpHooks {

    private final CarrierPolicy policy;

    OkHttpHooks(CarrierPolicy policy) {
        this.policy = policy;
    }

    void registerIn(HookRegistry registry, String wayOut) {
        registry.register(CarrierPoints.OKHTTP_REQUEST, this::requestToSend, "OkHttp", wayOut);
    }

    private Object requestToSend(Object chain, Object request) {
        Sandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox == null) {
            return request;
        }
        String id = sandbox.id().value();
        Object original = Members.get(Members.get(chain, "call"), "request");
        boolean addedOnAnEarlierHop = reader(request).values(policy.header()).equals(List.of(id))
                && reader(original).values(policy.header()).isEmpty();
        Object plain = addedOnAnEarlierHop ? without(request) : request;
        String host = String.valueOf(Members.get(Members.get(plain, "url"), "host"));
        return policy.mayCarry(host, reader(plain)) ? with(plain, id) : plain;
    }

    private static HeaderReader reader(Object request) {
        return name -> ((List<?>) Members.get(request, "headers", name))
                .stream().map(String::valueOf).toList();
    }

    private Object with(Object request, String id) {
        return Members.get(Members.get(Members.get(request, "newBuilder"), "header", policy.header(), id), "build");
    }

    private Object without(Object request) {
        return Members.get(Members.get(Members.get(request, "newBuilder"), "removeHeader", policy.header()), "build");
    }
}
