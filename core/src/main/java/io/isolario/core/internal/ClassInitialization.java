package io.isolario.core.internal;

import java.util.List;

/** Initialises classes together with the classes that they declare. */
public final class ClassInitialization {

    private ClassInitialization() {}

    /** Initialises these classes, in this order. */
    public static void of(List<? extends Class<?>> types) {
        for (Class<?> type : types) {
            try {
                Class.forName(type.getName(), true, type.getClassLoader());
            } catch (ClassNotFoundException impossible) {
                throw new IllegalStateException(type + " is loaded, but its class loader does not find it", impossible);
            }
            of(List.of(type.getDeclaredClasses()));
        }
    }
}
