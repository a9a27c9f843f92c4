package io.isolario.doubles;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The methods that objects have by a type, and which of them another one overrides or implements. Thread-safe.
 *
 * <p>A subtype may have methods of its own; those are not the type's.
 */
final class MethodsOfType {

    private final List<Method> methods = new ArrayList<>();
    private final ConcurrentHashMap<Method, Optional<Method>> overridden = new ConcurrentHashMap<>();

    private MethodsOfType(Class<?> type) {
        for (Class<?> each : selfAndSupertypes(type)) {
            for (Method method : each.getDeclaredMethods()) {
                if (!Modifier.isStatic(method.getModifiers()) && !Modifier.isPrivate(method.getModifiers())) {
                    methods.add(method);
                }
            }
        }
    }

    static MethodsOfType of(Class<?> type) {
        return new MethodsOfType(type);
    }

    /** Returns the method of the type that a method of a subtype is; empty if it is none. */
    Optional<Method> overriddenBy(Method method) {
        Optional<Method> known = overridden.get(method);
        return known == null ? overridden.computeIfAbsent(method, this::find) : known;
    }

    private Optional<Method> find(Method method) {
        return methods.stream()
                .filter(candidate -> hasName(candidate, method)
                        && Arrays.equals(candidate.getParameterTypes(), method.getParameterTypes()))
                .findFirst()
                .or(() -> methods.stream()
                        .filter(candidate -> hasName(candidate, method) && takesAllThat(candidate, method))
                        .findFirst());
    }

    private static boolean hasName(Method candidate, Method method) {
        return candidate.getName().equals(method.getName())
                && candidate.getParameterCount() == method.getParameterCount();
    }

    /** Of a generic method the type knows the bounds only. */
    private static boolean takesAllThat(Method candidate, Method method) {
        Class<?>[] wide = candidate.getParameterTypes();
        Class<?>[] narrow = method.getParameterTypes();
        for (int i = 0; i < wide.length; i++) {
            if (!wide[i].isAssignableFrom(narrow[i])) {
                return false;
            }
        }
        return true;
    }

    /** Returns a type, what it extends and what it implements, nearest first; without {@code Object}. */
    static Set<Class<?>> selfAndSupertypes(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        Deque<Class<?>> open = new ArrayDeque<>(List.of(type));
        while (!open.isEmpty()) {
            Class<?> next = open.removeFirst();
            if (next != Object.class && found.add(next)) {
                if (next.getSuperclass() != null) {
                    open.addFirst(next.getSuperclass());
                }
                open.addAll(List.of(next.getInterfaces()));
            }
        }
        return found;
    }
}
