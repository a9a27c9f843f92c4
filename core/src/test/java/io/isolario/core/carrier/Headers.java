package io.isolario.core.carrier;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The headers of a message, as a list of lines. */
final class Headers implements HeaderReader, HeaderWriter {

    private final Map<String, List<String>> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    Headers with(String name, String value) {
        lines.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
        return this;
    }

    @Override
    public List<String> values(String name) {
        return lines.getOrDefault(name, List.of());
    }

    @Override
    public Optional<String> value(String name) {
        return lines.containsKey(name) ? Optional.of(String.join(",", values(name))) : Optional.empty();
    }

    @Override
    public void set(String name, String value) {
        lines.put(name, new ArrayList<>(List.of(value)));
    }
}
