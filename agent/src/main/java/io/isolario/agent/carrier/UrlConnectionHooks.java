package io.isolario.agent.carrier;

import io.isolario.agent.reflect.Members;
import java.net.HttpURLConnection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** HttpURLConnection. It sends the headers of a request again when it follows a redirection, so the carrier is taken out there. */
final class UrlConnectionHooks {

    private final Outbound outbound;

    UrlConnectionHooks(Outbound outbound) {
        this.outbound = outbound;
    }

    @Nullable
    Object writing(@Nullable Object connection, @Nullable Object unused) {
        if (!(connection instanceof HttpURLConnection http)) {
            return null;
        }
        Object callers = Members.field(http, "userHeaders");
        String id = outbound.idFor(http.getURL().getHost(), name -> values(callers, name));
        Object headers = Members.field(http, "requests");
        if (id != null) {
            Members.call(headers, "set", outbound.header(), id);
        } else if (values(callers, outbound.header()).isEmpty()) {
            Members.call(headers, "remove", outbound.header());
        }
        return null;
    }

    private static List<String> values(Object headers, String name) {
        return Members.call(headers, "findValue", name) instanceof String value ? List.of(value) : List.of();
    }
}
