package io.isolario.agent.carrier;

import io.isolario.agent.reflect.Members;
import io.isolario.core.CarriedWork;
import io.isolario.core.Sandbox;
import io.isolario.core.carrier.HeaderReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OkHttp 4 and 5. OkHttp 5 follows a redirection with all headers that were sent, so the carrier may have to be taken out. */
final class OkHttpHooks {

    private final Outbound outbound;

    OkHttpHooks(Outbound outbound) {
        this.outbound = outbound;
    }

    /** Returns the request that goes to the network. */
    @Nullable
    Object requesting(@Nullable Object chain, @Nullable Object request) {
        Sandbox sandbox = CarriedWork.callersSandbox();
        if (chain == null || request == null || sandbox == null) {
            return request;
        }
        String id = sandbox.id().value();
        Object original = Members.get(Members.get(chain, "call"), "request");
        boolean oursOfAnEarlierHop = reader(request).values(outbound.header()).equals(List.of(id))
                && reader(original).values(outbound.header()).isEmpty();
        Object plain = oursOfAnEarlierHop ? without(request) : request;
        String host = String.valueOf(Members.get(Members.get(plain, "url"), "host"));
        return outbound.mayCarry(host, reader(plain)) ? with(plain, id) : plain;
    }

    private static HeaderReader reader(Object request) {
        return name -> ((List<?>) Members.get(request, "headers", name))
                .stream().map(String::valueOf).toList();
    }

    private Object with(Object request, String id) {
        return Members.get(Members.get(Members.get(request, "newBuilder"), "header", outbound.header(), id), "build");
    }

    private Object without(Object request) {
        return Members.get(Members.get(Members.get(request, "newBuilder"), "removeHeader", outbound.header()), "build");
    }
}
