package io.isolario.wiremock;

import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.common.JsonException;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stubs of a sandbox as clients outside the JVM have them: by service, {@code {"baseUrl": .., "mappings": [..], "requests": [..]}}, where a
 * mapping is as WireMock writes it.
 */
final class RemoteStubs {

    private static final String MAPPINGS = "mappings";

    private RemoteStubs() {}

    static Map<String, Object> read(Collection<ServiceStubs> services) {
        Map<String, Object> found = new TreeMap<>();
        services.forEach(stubs -> found.put(
                stubs.service(),
                Map.of(
                        "baseUrl",
                        stubs.baseUrl(),
                        MAPPINGS,
                        stubs.mappings().stream().map(RemoteStubs::asMap).toList(),
                        "requests",
                        stubs.answers().requests())));
        return found;
    }

    private static Map<?, ?> asMap(StubMapping mapping) {
        return Json.read(Json.write(mapping), Map.class);
    }

    /**
     * Returns the mappings that a client wants, by service.
     *
     * @throws IllegalArgumentException if they are not as expected; the message says what is
     */
    static Map<String, List<StubMapping>> parse(Map<String, Object> value) {
        Map<String, List<StubMapping>> parsed = new LinkedHashMap<>();
        value.forEach((service, stubs) -> {
            if (!(stubs instanceof Map<?, ?> members) || !(members.get(MAPPINGS) instanceof Collection<?> mappings)) {
                throw new IllegalArgumentException("The stubs of \"" + service
                        + "\" are no {\"mappings\": [..]} with mappings as WireMock writes them.");
            }
            List<StubMapping> ofService = new ArrayList<>();
            mappings.forEach(mapping -> ofService.add(parse(service, mapping)));
            parsed.put(service, ofService);
        });
        return parsed;
    }

    private static StubMapping parse(String service, Object mapping) {
        try {
            return StubMapping.buildFrom(Json.write(mapping));
        } catch (JsonException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "A stub of \"" + service + "\" is no mapping of WireMock: " + wrong.getMessage(), wrong);
        }
    }
}
