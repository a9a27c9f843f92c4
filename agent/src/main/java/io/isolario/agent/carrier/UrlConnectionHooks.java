package io.isolario.agent.carrier;

import io.isolario.agent.hook.point.CarrierPoints;
import io.isolario.agent.hook.point.HookRegistry;
import io.isolario.agent.reflect.Members;
import java.net.HttpURLConnection;
import java.util.List;

/** HttpURLConnection. It sends the headers of a request again when it follows a redirection, so the carrier is removed there. */
final class UrlConnectionHooks {

    private final CarrierPolicy policy;

    UrlConnectionHooks(CarrierPolicy policy) {
        this.policy = policy;
    }

    void registerIn(HookRegistry registry, String wayOut) {
        registry.register(CarrierPoints.URL_CONNECTION, this::writing, "java.net.HttpURLConnection", wayOut);
    }

    private void writing(HttpURLConnection connection) {
        Object callers = Members.field(connection, "userHeaders");
        String id = policy.idFor(connection.getURL().getHost(), name -> values(callers, name));
        Object headers = Members.field(connection, "requests");
        if (id != null) {
            Members.call(headers, "set", policy.header(), id);
        } else if (values(callers, policy.header()).isEmpty()) {
            Members.call(headers, "remove", policy.header());
        }
    }

    private static List<String> values(Object headers, String name) {
        return Members.call(headers, "findValue", name) instanceof String value ? List.of(value) : List.of();
    }
}
