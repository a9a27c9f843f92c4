package io.isolario.agent.weave.call;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.Type;

/**
 * The methods of a covered type, by name and descriptor. Keeps no class reachable. Thread-safe.
 */
final class CoveredType {

    /** Methods that are never covered: a collection must find the object again. */
    private static final Set<String> OF_THE_OBJECT = Set.of(
            "equals(Ljava/lang/Object;)Z",
            "hashCode()I",
            "toString()Ljava/lang/String;",
            "clone()Ljava/lang/Object;",
            "finalize()V");

    private final Set<String> methods = ConcurrentHashMap.newKeySet();

    private CoveredType() {}

    static CoveredType of(Class<?> type) {
        CoveredType covered = new CoveredType();
        for (Class<?> each : selfAndSupertypes(type)) {
            for (Method method : each.getDeclaredMethods()) {
                if (!Modifier.isStatic(method.getModifiers()) && !Modifier.isPrivate(method.getModifiers())) {
                    covered.add(method.getName() + Type.getMethodDescriptor(method));
                }
            }
        }
        return covered;
    }

    /** Returns a covered type with these methods. */
    static CoveredType with(Set<String> methods) {
        CoveredType covered = new CoveredType();
        methods.forEach(covered::add);
        return covered;
    }

    void add(String method) {
        if (!OF_THE_OBJECT.contains(method)) {
            methods.add(method);
        }
    }

    boolean has(String method) {
        return methods.contains(method);
    }

    /** Returns a type and its supertypes except {@code Object}. */
    static Set<Class<?>> selfAndSupertypes(Class<?> type) {
        Set<Class<?>> found = new HashSet<>();
        Deque<Class<?>> open = new ArrayDeque<>(List.of(type));
        while (!open.isEmpty()) {
            Class<?> next = open.pop();
            if (next != Object.class && found.add(next)) {
                open.addAll(List.of(next.getInterfaces()));
                if (next.getSuperclass() != null) {
                    open.push(next.getSuperclass());
                }
            }
        }
        return found;
    }
}
