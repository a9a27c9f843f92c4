package io.isolario.agent.reflect;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Calls methods and reads fields by name. Caches them for each class, as long as the class lives. */
public final class Members {

    private static final ClassValue<ConcurrentMap<String, AccessibleObject>> FOUND = new ClassValue<>() {
        @Override
        protected ConcurrentMap<String, AccessibleObject> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private Members() {}

    /**
     * Calls the method with this name that takes these arguments.
     *
     * @throws UnfamiliarLibraryException if there is none, or it throws a checked exception
     */
    public static @Nullable Object call(Object target, String name, Object... arguments) {
        Class<?> type = target.getClass();
        String key = name
                + Arrays.toString(Arrays.stream(arguments).map(Object::getClass).toArray());
        Method method = (Method) FOUND.get(type).computeIfAbsent(key, missing -> method(type, name, arguments));
        try {
            return method.invoke(target, arguments);
        } catch (IllegalAccessException failure) {
            throw new UnfamiliarLibraryException(method + " cannot be called", failure);
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new UnfamiliarLibraryException(method + " failed", failure);
        }
    }

    /** Like {@link #call}, for a method that never returns null. */
    public static Object get(Object target, String name, Object... arguments) {
        Object result = call(target, name, arguments);
        if (result == null) {
            throw new UnfamiliarLibraryException(target.getClass().getName() + "." + name + " returned null");
        }
        return result;
    }

    /**
     * Reads a field of an object's class or its superclasses.
     *
     * @throws UnfamiliarLibraryException if there is none, or it is null
     */
    public static Object field(Object target, String name) {
        Class<?> type = target.getClass();
        Field field = (Field) FOUND.get(type).computeIfAbsent(name, missing -> field(type, name));
        try {
            Object value = field.get(target);
            if (value == null) {
                throw new UnfamiliarLibraryException(field + " is null");
            }
            return value;
        } catch (IllegalAccessException failure) {
            throw new UnfamiliarLibraryException(field + " cannot be read", failure);
        }
    }

    /**
     * Reads a public static field.
     *
     * @param loader finds the class
     * @throws UnfamiliarLibraryException if there is none, or it is null
     */
    public static Object constant(@Nullable ClassLoader loader, String className, String field) {
        try {
            Object value =
                    Class.forName(className, true, loader).getField(field).get(null);
            if (value == null) {
                throw new UnfamiliarLibraryException(className + "." + field + " is null");
            }
            return value;
        } catch (ReflectiveOperationException failure) {
            throw new UnfamiliarLibraryException("there is no " + className + "." + field, failure);
        }
    }

    private static Method method(Class<?> type, String name, Object[] arguments) {
        Deque<Class<?>> places = new ArrayDeque<>();
        places.add(type);
        for (Class<?> place = places.poll(); place != null; place = places.poll()) {
            for (Method method : place.getDeclaredMethods()) {
                if (method.getName().equals(name) && accepts(method.getParameterTypes(), arguments)) {
                    return accessible(method);
                }
            }
            if (place.getSuperclass() != null) {
                places.add(place.getSuperclass());
            }
            places.addAll(Arrays.asList(place.getInterfaces()));
        }
        throw new UnfamiliarLibraryException(type.getName() + " has no method " + name);
    }

    private static boolean accepts(Class<?>[] parameters, Object[] arguments) {
        if (parameters.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < parameters.length; i++) {
            if (!parameters[i].isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }

    private static Field field(Class<?> type, String name) {
        for (Class<?> place = type; place != null; place = place.getSuperclass()) {
            for (Field field : place.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return accessible(field);
                }
            }
        }
        throw new UnfamiliarLibraryException(type.getName() + " has no field " + name);
    }

    private static <T extends AccessibleObject> T accessible(T member) {
        try {
            member.setAccessible(true);
            return member;
        } catch (RuntimeException closed) {
            throw new UnfamiliarLibraryException(member + " is not open to Isolario", closed);
        }
    }
}
