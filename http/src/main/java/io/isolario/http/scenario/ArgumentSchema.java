package io.isolario.http.scenario;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Describes the arguments of a scenario as a JSON Schema (2020-12). */
final class ArgumentSchema {

    private ArgumentSchema() {}

    static Map<String, Object> of(Class<?> arguments) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : arguments.getRecordComponents()) {
            properties.put(component.getName(), ofType(component.getGenericType()));
            if (!mayBeLeftOut(component)) {
                required.add(component.getName());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }

    static boolean mayBeLeftOut(RecordComponent component) {
        return component.getType() == Optional.class
                || Arrays.stream(component.getAnnotatedType().getAnnotations())
                        .anyMatch(annotation ->
                                annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    static Class<?> rawType(Type type) {
        if (type instanceof Class<?> raw) {
            return raw;
        }
        return type instanceof ParameterizedType parameterized ? rawType(parameterized.getRawType()) : Object.class;
    }

    /** Returns an argument of a generic type, the last one by -1. */
    static Type argument(Type type, int index) {
        if (type instanceof ParameterizedType parameterized) {
            Type[] arguments = parameterized.getActualTypeArguments();
            return arguments[index < 0 ? arguments.length + index : index];
        }
        return Object.class;
    }

    private static Map<String, Object> ofType(Type type) {
        Class<?> raw = rawType(type);
        if (raw == Optional.class) {
            return ofType(argument(type, 0));
        }
        if (raw.isRecord()) {
            return of(raw);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return schema("array", "items", ofType(argument(type, 0)));
        }
        if (Map.class.isAssignableFrom(raw)) {
            return schema("object", "additionalProperties", ofType(argument(type, -1)));
        }
        if (raw.isEnum()) {
            return schema(
                    "string",
                    "enum",
                    Arrays.stream(raw.getEnumConstants())
                            .map(ArgumentSchema::word)
                            .toList());
        }
        return ofScalar(raw);
    }

    private static Map<String, Object> ofScalar(Class<?> raw) {
        if (raw == boolean.class || raw == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (List.of(int.class, Integer.class, long.class, Long.class, short.class, Short.class)
                .contains(raw)) {
            return Map.of("type", "integer");
        }
        if (List.of(double.class, Double.class, float.class, Float.class, BigDecimal.class)
                .contains(raw)) {
            return Map.of("type", "number");
        }
        if (raw == Object.class) {
            return Map.of();
        }
        return format(raw)
                .map(format -> schema("string", "format", format))
                .orElseGet(() -> new LinkedHashMap<>(Map.of("type", "string")));
    }

    private static Optional<String> format(Class<?> raw) {
        if (raw == UUID.class) {
            return Optional.of("uuid");
        }
        return Optional.ofNullable(
                switch (raw.getName()) {
                    case "java.time.Instant", "java.time.OffsetDateTime" -> "date-time";
                    case "java.time.LocalDate" -> "date";
                    case "java.time.LocalTime" -> "time";
                    case "java.time.Duration" -> "duration";
                    default -> null;
                });
    }

    /** Returns an enum constant as it is written on the wire. */
    static String word(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> schema(String type, String member, Object value) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        schema.put(member, value);
        return schema;
    }
}
