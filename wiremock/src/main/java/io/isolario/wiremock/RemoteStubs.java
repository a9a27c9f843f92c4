package io.isolario.wiremock;

import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.common.JsonException;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import io.isolario.core.RefusalException;
import io.isolario.wiremock.route.ExpectedCount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import wiremock.com.fasterxml.jackson.databind.node.NullNode;

/**
 * The stubs of one sandbox as JSON: by service, a list of stub mappings in WireMock's own format. A mapping may have {@code times}:
 * how often it is to be called exactly, zero for never; that is verified at the end of the sandbox.
 */
final class RemoteStubs {

    private static final String TIMES = "times";

    private record Expected(StubMapping mapping, ExpectedCount times) {}

    private RemoteStubs() {}

    /** Gives the named services these stubs in place of those that they had; nothing is changed if one of them is wrong. */
    static Map<String, Object> write(StubSession session, Map<String, Object> value) {
        Map<ServiceStubs, List<Expected>> all = new LinkedHashMap<>();
        value.forEach((service, mappings) -> all.put(stubs(session, service), expected(service, mappings)));
        all.forEach((stubs, mappings) -> {
            stubs.reset();
            mappings.forEach(each -> stubs.add(each.mapping(), each.times()));
        });
        return read(all.keySet());
    }

    private static ServiceStubs stubs(StubSession session, String service) {
        try {
            return session.stubs(service);
        } catch (RefusalException unknown) {
            throw new IllegalArgumentException(unknown.getMessage(), unknown);
        }
    }

    private static List<Expected> expected(String service, Object mappings) {
        if (!(mappings instanceof List<?> all)) {
            throw new IllegalArgumentException(
                    "The stubs of \"" + service + "\" must be a list of WireMock's stub mappings.");
        }
        List<Expected> expected = new ArrayList<>();
        for (Object mapping : all) {
            expected.add(expected(service, expected.size(), mapping));
        }
        return expected;
    }

    private static Expected expected(String service, int index, Object mapping) {
        String which = "Stub " + index + " of \"" + service + "\"";
        if (!(mapping instanceof Map<?, ?> given)) {
            throw new IllegalArgumentException(which + " must be one of WireMock's stub mappings.");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        given.forEach((name, member) -> members.put(String.valueOf(name), withNulls(member)));
        ExpectedCount times = members.containsKey(TIMES) ? times(which, members.remove(TIMES)) : ExpectedCount.ANY;
        try {
            return new Expected(Json.read(Json.write(members), StubMapping.class), times);
        } catch (JsonException wrong) {
            throw new IllegalArgumentException(
                    which + " is none of WireMock's stub mappings: "
                            + wrong.getErrors().first().getDetail(),
                    wrong);
        }
    }

    /** The HTTP API has an empty Optional for null; of a map, WireMock's mapper writes neither that nor a null of Java. */
    private static Object withNulls(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.<Object>map(RemoteStubs::withNulls).orElse(NullNode.getInstance());
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RemoteStubs::withNulls).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(String.valueOf(name), withNulls(member)));
            return members;
        }
        return value;
    }

    private static ExpectedCount times(String which, Object times) {
        if (times instanceof Number number && number.intValue() >= 0 && number.doubleValue() == number.intValue()) {
            return number.intValue() == 0 ? ExpectedCount.NEVER : ExpectedCount.exactly(number.intValue());
        }
        throw new IllegalArgumentException(which + ": times must be a whole number of 0 or more, not " + times + ".");
    }

    /** Returns the stubs and the requests of these services, by their names. */
    static Map<String, Object> read(Iterable<ServiceStubs> services) {
        Map<String, Object> members = new TreeMap<>();
        for (ServiceStubs stubs : services) {
            List<Object> mappings = new ArrayList<>();
            stubs.mappings().forEach(mapping -> mappings.add(Json.objectToMap(mapping)));
            members.put(
                    stubs.service(),
                    Map.of("mappings", mappings, "requests", stubs.answers().requests()));
        }
        return members;
    }
}
