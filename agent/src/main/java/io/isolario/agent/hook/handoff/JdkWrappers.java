package io.isolario.agent.hook.handoff;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into objects of the JDK that wrap a task: the callable of a future, the runnable of a thread. Immutable and thread-safe. */
final class JdkWrappers {

    /** Class and field; a JDK need not have all of them. */
    private static final String[][] WRAPPERS = {
        {"java.util.concurrent.FutureTask", "callable"},
        {"java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask", "callable"},
        {"java.util.concurrent.Executors$RunnableAdapter", "task"},
        {"java.util.concurrent.ForkJoinTask$RunnableExecuteAction", "runnable"},
        {"java.util.concurrent.ForkJoinTask$AdaptedRunnableAction", "runnable"},
        {"java.util.concurrent.ForkJoinTask$AdaptedCallable", "callable"},
        {"java.util.concurrent.CompletableFuture$AsyncRun", "fn"},
        {"java.util.concurrent.CompletableFuture$AsyncSupply", "fn"},
        {"java.lang.Thread", "target"},
        {"java.lang.Thread", "holder"},
        {"java.lang.Thread$FieldHolder", "task"},
    };

    private final Map<Class<?>, MethodHandle> readers;

    private JdkWrappers(Map<Class<?>, MethodHandle> readers) {
        this.readers = Map.copyOf(readers);
    }

    /** Returns the wrappers that this JDK has; its packages must have been opened to this module. */
    static JdkWrappers ofThisJdk() {
        Map<Class<?>, MethodHandle> readers = new HashMap<>();
        for (String[] wrapper : WRAPPERS) {
            Class<?> type = typeOrNull(wrapper[0]);
            Field field = type == null ? null : fieldOrNull(type, wrapper[1]);
            if (type != null && field != null) {
                readers.put(type, reader(field));
            }
        }
        return new JdkWrappers(readers);
    }

    private static @Nullable Class<?> typeOrNull(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException ofAnotherJdk) {
            return null;
        }
    }

    private static @Nullable Field fieldOrNull(Class<?> type, String name) {
        for (Class<?> place = type; place != null; place = place.getSuperclass()) {
            for (Field field : place.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        return null;
    }

    private static MethodHandle reader(Field field) {
        try {
            field.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectGetter(field)
                    .asType(MethodType.methodType(Object.class, Object.class));
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(field + " was made accessible, but cannot be read", impossible);
        }
    }

    /** Returns whether objects of a class are wrappers that can be looked into. */
    boolean wraps(Class<?> type) {
        return readers.containsKey(Thread.class.isAssignableFrom(type) ? Thread.class : type);
    }

    /** Returns what a wrapper contains; null if that is nothing, or unknown. */
    @Nullable
    Object inside(Object wrapper) {
        MethodHandle reader = readers.get(wrapper instanceof Thread ? Thread.class : wrapper.getClass());
        if (reader == null) {
            return null;
        }
        try {
            return reader.invokeExact(wrapper);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException("reading a field threw a checked exception", impossible);
        }
    }
}
