package io.isolario.agent.call;

import java.util.List;

/** The classes that cannot be covered: the JVM, class loading or the hooks use them. */
public final class UncoverableClasses {

    private static final List<String> PREFIXES = List.of(
            "java/io/",
            "java/lang/",
            "java/net/",
            "java/nio/",
            "java/security/",
            "java/util/",
            "jdk/internal/",
            "sun/",
            "io/isolario/core/",
            "io/isolario/agent/");
    private static final List<String> EXCEPT =
            List.of("java/net/http/", "jdk/internal/net/http/", "java/util/Random", "java/util/UUID");

    private UncoverableClasses() {}

    /** Returns whether a class cannot be covered, by its internal name. */
    public static boolean contains(String internalName) {
        return startsWithAny(internalName, PREFIXES) && !startsWithAny(internalName, EXCEPT);
    }

    private static boolean startsWithAny(String name, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
