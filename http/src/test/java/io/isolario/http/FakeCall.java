package io.isolario.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A call without a server. */
record FakeCall(
        String method,
        String contextPath,
        String path,
        Map<String, String> parameters,
        String content,
        Map<String, List<String>> headers)
        implements ApiRequest {

    static FakeCall of(String method, String pathAndQuery, String body, String... headers) {
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < headers.length; i += 2) {
            all.computeIfAbsent(headers[i], first -> new ArrayList<>()).add(headers[i + 1]);
        }
        String[] parts = pathAndQuery.split("\\?", 2);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : parts.length < 2 ? new String[0] : parts[1].split("&", -1)) {
            String[] both = pair.split("=", 2);
            parameters.put(both[0], both[1]);
        }
        return new FakeCall(method, "/app", parts[0], parameters, body, all);
    }

    /** Returns the same call to an application with another context path. */
    FakeCall below(String otherContextPath) {
        return new FakeCall(method, otherContextPath, path, parameters, content, headers);
    }

    @Override
    public String remoteAddress() {
        return "127.0.0.1";
    }

    @Override
    public String localAddress() {
        return "127.0.0.1";
    }

    @Override
    public byte[] body(int maxBytes) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(bytes, Math.min(bytes.length, maxBytes + 1));
    }

    @Override
    public List<String> values(String name) {
        return headers.getOrDefault(name, List.of());
    }
}
