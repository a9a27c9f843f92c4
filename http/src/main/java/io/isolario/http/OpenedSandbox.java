package io.isolario.http;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.carrier.Carrier;
import io.isolario.core.carrier.HeaderWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a client is told of the sandbox that it has opened: above all, how to carry its id. */
record OpenedSandbox(
        RemoteSandbox opened, EndpointSettings settings, String contextPath, Duration waited, List<String> warnings) {

    Map<String, Object> members(List<Object> scenarioResults) {
        ManagedSandbox sandbox = opened.sandbox();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", sandbox.id());
        members.put("owner", sandbox.owner());
        members.put("isolation", HttpProblem.word(sandbox.isolation()));
        members.put("carriers", carriers(sandbox));
        members.put("idleTimeoutMs", opened.idleTimeout().toMillis());
        members.put("maxLifetimeMs", opened.maxLifetime().toMillis());
        opened.expiresAt().ifPresent(at -> members.put("expiresAt", at));
        members.put("waitedMs", waited.toMillis());
        members.put("scenarioResults", scenarioResults);
        members.put("warnings", warnings);
        members.put("links", links(sandbox));
        return members;
    }

    private Map<String, Object> links(ManagedSandbox sandbox) {
        String self = contextPath + settings.path() + "/" + sandbox.id();
        Map<String, Object> links = new LinkedHashMap<>();
        links.put("self", self);
        links.put("catalog", contextPath + settings.root() + "/catalog");
        links.put("openapi", contextPath + settings.root() + "/openapi.json");
        return links;
    }

    private Map<String, Object> carriers(ManagedSandbox sandbox) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("name", settings.carriers().header());
        header.put("value", value(Carrier.HEADER, sandbox));
        Map<String, Object> carriers = new LinkedHashMap<>();
        carriers.put("header", header);
        carriers.put("baggage", value(Carrier.BAGGAGE, sandbox));
        carriers.put("cookie", value(Carrier.COOKIE, sandbox));
        carriers.put("userAgentSuffix", value(Carrier.USER_AGENT, sandbox));
        carriers.put(
                "pathPrefix",
                contextPath + PathCarrier.prefix(settings.root(), sandbox.id().value()));
        return carriers;
    }

    private String value(Carrier carrier, ManagedSandbox sandbox) {
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
