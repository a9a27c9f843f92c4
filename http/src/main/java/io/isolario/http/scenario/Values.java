package io.isolario.http.scenario;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes values of Java types out of what JSON has; what cannot be made is added to the problems. */
record Values(ArgumentBinding records, List<String> problems) {

    private static final Map<Class<?>, Function<String, Object>> TEXTS = Map.ofEntries(
            Map.entry(String.class, text -> text),
            Map.entry(CharSequence.class, text -> text),
            Map.entry(UUID.class, UUID::fromString),
            Map.entry(Instant.class, Instant::parse),
            Map.entry(OffsetDateTime.class, OffsetDateTime::parse),
            Map.entry(LocalDate.class, LocalDate::parse),
            Map.entry(LocalTime.class, LocalTime::parse),
            Map.entry(LocalDateTime.class, LocalDateTime::parse),
            Map.entry(Duration.class, Duration::parse));

    private static final Map<Class<?>, Function<BigDecimal, Object>> NUMBERS = Map.ofEntries(
            Map.entry(int.class, BigDecimal::intValueExact),
            Map.entry(Integer.class, BigDecimal::intValueExact),
            Map.entry(long.class, BigDecimal::longValueExact),
            Map.entry(Long.class, BigDecimal::longValueExact),
            Map.entry(short.class, BigDecimal::shortValueExact),
            Map.entry(Short.class, BigDecimal::shortValueExact),
            Map.entry(double.class, BigDecimal::doubleValue),
            Map.entry(Double.class, BigDecimal::doubleValue),
            Map.entry(float.class, BigDecimal::floatValue),
            Map.entry(Float.class, BigDecimal::floatValue),
            Map.entry(BigDecimal.class, number -> number));

    @Nullable
    Object value(Type type, Object given, String path) {
        Class<?> raw = ArgumentSchema.rawType(type);
        if (raw == Object.class) {
            return given;
        }
        if (raw.isRecord() && given instanceof Map<?, ?> members) {
            return records.record(raw, members, path + ".");
        }
        if (Collection.class.isAssignableFrom(raw) && given instanceof List<?> elements) {
            return elements(type, elements, path);
        }
        if (Map.class.isAssignableFrom(raw) && given instanceof Map<?, ?> members) {
            return members(type, members, path);
        }
        return scalar(type, raw, given, path);
    }

    private Collection<Object> elements(Type type, List<?> given, String path) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Object element = value(ArgumentSchema.argument(type, 0), given.get(i), path + "[" + i + "]");
            if (element != null) {
                elements.add(element);
            }
        }
        return Set.class.isAssignableFrom(ArgumentSchema.rawType(type)) ? new LinkedHashSet<>(elements) : elements;
    }

    private Map<String, Object> members(Type type, Map<?, ?> given, String path) {
        Map<String, Object> members = new LinkedHashMap<>();
        given.forEach((name, member) -> {
            Object value = value(ArgumentSchema.argument(type, -1), member, path + "." + name);
            if (value != null) {
                members.put(name.toString(), value);
            }
        });
        return members;
    }

    private @Nullable Object scalar(Type type, Class<?> raw, Object given, String path) {
        return converted(raw, given).orElseGet(() -> {
            problems.add("\"" + path + "\" is " + nameOf(given) + ", not " + described(type) + ".");
            return null;
        });
    }

    private static Optional<Object> converted(Class<?> raw, Object given) {
        try {
            if (given instanceof String text && raw.isEnum()) {
                return Arrays.stream(raw.getEnumConstants())
                        .filter(constant -> ArgumentSchema.word(constant).equals(text)
                                || ((Enum<?>) constant).name().equals(text))
                        .map(Object.class::cast)
                        .findFirst();
            }
            if (given instanceof String text && TEXTS.containsKey(raw)) {
                return Optional.ofNullable(TEXTS.get(raw)).map(parse -> parse.apply(text));
            }
            if (given instanceof Number number && NUMBERS.containsKey(raw)) {
                return Optional.ofNullable(NUMBERS.get(raw)).map(exact -> exact.apply(decimal(number)));
            }
            boolean truth = raw == boolean.class || raw == Boolean.class;
            return truth && given instanceof Boolean ? Optional.of(given) : Optional.empty();
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException notOfTheType) {
            return Optional.empty();
        }
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }

    private static String nameOf(Object given) {
        if (given instanceof String text) {
            return "the text \"" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "\"";
        }
        if (given instanceof Number number) {
            return "the number " + number;
        }
        if (given instanceof Boolean truth) {
            return "" + truth;
        }
        return given instanceof List ? "an array" : given instanceof Map ? "an object" : "null";
    }

    /** Returns a type as a reader of JSON knows it. */
    static String described(Type type) {
        Class<?> raw = ArgumentSchema.rawType(type);
        if (raw == Optional.class) {
            return described(ArgumentSchema.argument(type, 0));
        }
        if (raw.isEnum()) {
            return "one of "
                    + String.join(
                            ", ",
                            Arrays.stream(raw.getEnumConstants())
                                    .map(ArgumentSchema::word)
                                    .toList());
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return "an array";
        }
        if (raw.isRecord() || Map.class.isAssignableFrom(raw)) {
            return "an object";
        }
        return describedScalar(raw);
    }

    private static String describedScalar(Class<?> raw) {
        if (raw == boolean.class || raw == Boolean.class) {
            return "true or false";
        }
        if (NUMBERS.containsKey(raw)) {
            boolean whole = !List.of(double.class, Double.class, float.class, Float.class, BigDecimal.class)
                    .contains(raw);
            return whole ? "an integer" : "a number";
        }
        return raw == String.class || raw == Object.class ? "a text" : "a text with a " + raw.getSimpleName();
    }
}
