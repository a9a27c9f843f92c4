package io.isolario.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** The values that the static fields of a class had at some moment, as far as they can be read and assigned. */
record StaticFields(Map<Field, Optional<Object>> values) {

    static StaticFields of(Class<?> type) {
        Map<Field, Optional<Object>> values = new LinkedHashMap<>();
        ReflectionSupport.findFields(type, StaticFields::isAssignable, HierarchyTraversalMode.TOP_DOWN)
                .forEach(field -> values.put(field, read(field)));
        return new StaticFields(values);
    }

    private static boolean isAssignable(Field field) {
        return Modifier.isStatic(field.getModifiers())
                && !Modifier.isFinal(field.getModifiers())
                && !field.isSynthetic();
    }

    private static Optional<Object> read(Field field) {
        return Optional.ofNullable(
                ReflectionSupport.tryToReadFieldValue(field, null).toOptional().orElse(null));
    }

    /** Returns the names of those that have another value now. */
    List<String> changed() {
        List<String> changed = new ArrayList<>();
        values.forEach((field, before) -> {
            if (before.orElse(null) != read(field).orElse(null) && !before.equals(read(field))) {
                changed.add(field.getName());
            }
        });
        return changed;
    }
}
