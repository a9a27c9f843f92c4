package io.isolario.http;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes what JSON has out of what test code returns: records, maps, lists, texts, numbers, booleans, enums, times. */
final class JsonTree {

    private static final int DEEPEST = 32;

    private JsonTree() {}

    static Object of(@Nullable Object value) {
        return of(value, 0);
    }

    private static Object of(@Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("The result is nested more than " + DEEPEST + " levels deep.");
        }
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Optional<?> optional) {
            return of(optional.orElse(null), depth);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(String.valueOf(name), of(member, depth + 1)));
            return members;
        }
        if (value instanceof Collection<?> collection) {
            return collection.stream().map(element -> of(element, depth + 1)).toList();
        }
        return value instanceof Record record ? ofRecord(record, depth) : ofScalar(value);
    }

    private static Object ofRecord(Record record, int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                members.put(component.getName(), of(component.getAccessor().invoke(record), depth + 1));
            } catch (IllegalAccessException | InvocationTargetException failure) {
                throw new IllegalArgumentException(
                        component + " of " + record.getClass().getName() + " cannot be read", failure);
            }
        }
        return members;
    }

    private static Object ofScalar(Object value) {
        if (value instanceof Double number && !Double.isFinite(number)) {
            throw new IllegalArgumentException("JSON has no number " + number + ".");
        }
        if (value instanceof Enum<?> constant) {
            return HttpProblem.word(constant);
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof CharSequence
                || value instanceof UUID
                || value instanceof TemporalAccessor
                || value instanceof TemporalAmount) {
            return value.toString();
        }
        throw new IllegalArgumentException(
                "A " + value.getClass().getName() + " is nothing that JSON has. Return records,"
                        + " maps, lists, texts, numbers, booleans, enums or times.");
    }
}
