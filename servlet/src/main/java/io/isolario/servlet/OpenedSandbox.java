package io.isolario.servlet;

import io.isolario.core.Sandbox;
import io.isolario.core.carrier.Carrier;
import io.isolario.core.carrier.HeaderWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a client is told of the sandbox that it has opened: above all, how to carry its id. */
final class OpenedSandbox {

    private OpenedSandbox() {}

    static Map<String, Object> members(Sandbox sandbox, FilterSettings settings) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", sandbox.id());
        members.put("owner", sandbox.owner());
        members.put("isolation", HttpProblem.word(sandbox.isolation()));
        members.put("carriers", carriers(sandbox, settings));
        members.put("idleTimeoutMs", settings.idleTimeout().toMillis());
        members.put("maxLifetimeMs", settings.maxLifetime().toMillis());
        return members;
    }

    private static Map<String, Object> carriers(Sandbox sandbox, FilterSettings settings) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("name", settings.carriers().header());
        header.put("value", value(Carrier.HEADER, sandbox, settings));
        Map<String, Object> carriers = new LinkedHashMap<>();
        carriers.put("header", header);
        carriers.put("baggage", value(Carrier.BAGGAGE, sandbox, settings));
        carriers.put("cookie", value(Carrier.COOKIE, sandbox, settings));
        carriers.put("userAgentSuffix", value(Carrier.USER_AGENT, sandbox, settings));
        return carriers;
    }

    private static String value(Carrier carrier, Sandbox sandbox, FilterSettings settings) {
        SingleHeader header = new SingleHeader();
        settings.carriers().inject(sandbox.id(), carrier, header);
        return header.value;
    }

    /** A request without headers, to which one is added. */
    private static final class SingleHeader implements HeaderWriter {

        private String value = "";

        @Override
        public Optional<String> value(String name) {
            return Optional.empty();
        }

        @Override
        public void set(String name, String newValue) {
            value = newValue;
        }
    }
}
