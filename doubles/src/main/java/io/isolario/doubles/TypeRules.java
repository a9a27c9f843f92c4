package io.isolario.doubles;

import io.isolario.agent.call.UncoverableClasses;
import io.isolario.core.RefusalException;
import io.isolario.core.Sandbox;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says which types cannot be doubled, and why. */
record TypeRules(Sandbox sandbox, String what, Class<?> type) {

    private static final String WAYS_OUT = "Replace a type of the application that uses it, or single methods of one.";

    /** Refuses types whose objects cannot be covered as a whole. */
    void requireObjects() {
        requireTouchable();
        for (Class<?> each = type.getSuperclass(); each != null && each != Object.class; each = each.getSuperclass()) {
            if (isUntouchable(each)) {
                throw refusal(
                        "it inherits methods of " + each.getName() + ", which the JVM itself runs on",
                        "Replace an interface that it implements, or single methods of its own: "
                                + "sandbox.replace(type, \"method\", answer).");
            }
        }
    }

    /** Refuses types none of whose methods can be covered. */
    void requireTouchable() {
        if (type.isPrimitive() || type.isArray() || type.isAnnotation()) {
            throw refusal("it has no methods of its own", WAYS_OUT);
        }
        if (isUntouchable(type)) {
            throw refusal("the JVM, class loading or Isolario itself runs on it", WAYS_OUT);
        }
        if (type.isHidden()) {
            throw refusal(
                    "it is the class of a lambda or another hidden class, which the JVM lets nobody instrument",
                    "Make it an ordinary class, or replace what calls it.");
        }
    }

    private static boolean isUntouchable(Class<?> type) {
        return UncoverableClasses.contains(type.getName().replace('.', '/'));
    }

    /** Returns the methods of a name; refuses names that stand for none that can be covered. */
    List<Method> requireMethods(String name) {
        requireTouchable();
        if (name.equals("<init>") || name.equals(type.getSimpleName())) {
            throw refusal(
                    "constructors are not replaced: what they would return has to be made",
                    "Replace the type: then every object of it is the fake to its callers.");
        }
        List<Method> found =
                methods(type).filter(method -> method.getName().equals(name)).toList();
        if (found.isEmpty()) {
            throw refusal("it has no method \"" + name + "\" but private ones, if any", "It has " + names() + ".");
        }
        if (found.stream().allMatch(TypeRules::isNative)) {
            throw refusal("its method \"" + name + "\" is native and has no code to instrument", WAYS_OUT);
        }
        if (found.stream().allMatch(method -> isUntouchable(method.getDeclaringClass()))) {
            throw refusal(
                    "its method \"" + name + "\" is that of "
                            + found.get(0).getDeclaringClass().getName() + ", which the JVM itself runs on",
                    WAYS_OUT);
        }
        return found;
    }

    private static boolean isNative(Method method) {
        return Modifier.isNative(method.getModifiers());
    }

    private static Stream<Method> methods(Class<?> type) {
        return MethodsOfType.selfAndSupertypes(type).stream()
                .flatMap(each -> Arrays.stream(each.getDeclaredMethods())
                        .filter(method -> each == type || !Modifier.isStatic(method.getModifiers())))
                .filter(method -> !Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic());
    }

    private String names() {
        return methods(type)
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
    }

    RefusalException refusal(String why, String waysOut) {
        return new RefusalException("sandbox." + what + "(..) of " + type.getName() + " was refused in sandbox "
                + sandbox + ": " + why + (why.endsWith(".") ? " " : ". ") + waysOut);
    }
}
