package io.isolario.springboot.data;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The DataSources inside a DataSource: those in its fields, and in maps, lists and helper objects there. A proxy (lazy, metrics,
 * tracing, retry) has one, a router several.
 *
 * <p>Found by reflection, as each library has a class of its own. Confined to one thread.
 */
final class NestedDataSources {

    private static final int DEEPEST = 3;
    private static final int SAME_PACKAGES = 2;

    /** The type of a map whose keys or values are DataSources. */
    private static final Pattern OF_DATA_SOURCES = Pattern.compile("DataSource\\s*[,>]");

    private final String origin;
    private final List<Slot> slots = new ArrayList<>();
    private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean mayHoldMore;

    /**
     * Where a DataSource stands in another.
     *
     * @param name the field, and the key of a map there
     * @param replace puts another one in its place
     */
    record Slot(String name, DataSource dataSource, Consumer<DataSource> replace) {}

    private NestedDataSources(DataSource outer) {
        this.origin = packageOf(outer.getClass());
        visited.add(outer);
        addFields(outer, 0);
    }

    static NestedDataSources of(DataSource outer) {
        return new NestedDataSources(outer);
    }

    List<Slot> slots() {
        return slots;
    }

    /** Returns whether one request for a connection may lead to another database than the next: there are several ways to go. */
    boolean routes() {
        long targets = slots.stream()
                .map(Slot::dataSource)
                .collect(Collectors.toCollection(() -> Collections.newSetFromMap(new IdentityHashMap<>())))
                .size();
        return targets > 1 || mayHoldMore;
    }

    private void addFields(Object holder, int depth) {
        for (Class<?> type = holder.getClass(); type != null && isOpen(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    add(holder, field, depth);
                }
            }
        }
    }

    /** Fields of the JDK cannot be read, and lead to no DataSource. */
    private static boolean isOpen(Class<?> type) {
        return !type.getName().startsWith("java.") && !type.getName().startsWith("jdk.");
    }

    private void add(Object holder, Field field, int depth) {
        Object value = read(holder, field);
        if (value instanceof DataSource dataSource) {
            slots.add(new Slot(field.getName(), dataSource, replacement -> write(holder, field, replacement)));
        } else if (value instanceof Map<?, ?> map) {
            addValues(field, map);
        } else if (value instanceof List<?> list) {
            addElements(field, list);
        } else if (value != null && depth < DEEPEST && isOfSameLibrary(value) && visited.add(value)) {
            addFields(value, depth + 1);
        }
    }

    @SuppressWarnings("unchecked") // A value takes the place of one of its type.
    private void addValues(Field field, Map<?, ?> map) {
        mayHoldMore |=
                OF_DATA_SOURCES.matcher(field.getGenericType().getTypeName()).find();
        map.forEach((key, value) -> {
            if (value instanceof DataSource dataSource) {
                slots.add(new Slot(
                        field.getName() + "[" + key + "]", dataSource, replacement -> ((Map<Object, Object>) map)
                                .put(key, replacement)));
            }
        });
    }

    @SuppressWarnings("unchecked") // As above.
    private void addElements(Field field, List<?> list) {
        for (int i = 0; i < list.size(); i++) {
            int index = i;
            if (list.get(i) instanceof DataSource dataSource) {
                slots.add(new Slot(field.getName() + "[" + i + "]", dataSource, replacement -> ((List<Object>) list)
                        .set(index, replacement)));
            }
        }
    }

    /** Helpers are of the same library or application; what else is reachable (a context, a registry of meters) is not searched. */
    private boolean isOfSameLibrary(Object value) {
        Class<?> type = value.getClass();
        return isOpen(type)
                && !type.isArray()
                && !type.isEnum()
                && !origin.startsWith("org.springframework")
                && packageOf(type).equals(origin);
    }

    private static String packageOf(Class<?> type) {
        String[] parts = type.getPackageName().split("\\.", SAME_PACKAGES + 1);
        return parts.length <= SAME_PACKAGES ? type.getPackageName() : parts[0] + "." + parts[1];
    }

    private static @Nullable Object read(Object holder, Field field) {
        try {
            field.setAccessible(true);
            return field.get(holder);
        } catch (RuntimeException | IllegalAccessException closed) {
            return null; // Nothing of a closed module is a DataSource of the application's.
        }
    }

    private static void write(Object holder, Field field, DataSource replacement) {
        try {
            field.set(holder, replacement);
        } catch (IllegalAccessException closed) {
            throw new UnsupportedOperationException(field + " cannot be set", closed);
        }
    }
}
