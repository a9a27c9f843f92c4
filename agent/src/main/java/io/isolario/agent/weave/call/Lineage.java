package io.isolario.agent.weave.call;

import io.isolario.agent.call.UncoverableClasses;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * Finds the covered types that a class descends from, by name: while a class is being loaded, its supertypes may not be loaded yet, and
 * asking for them would load them. The class files of unknown supertypes are read. Thread-safe.
 */
final class Lineage {

    private final Map<String, Set<CoveredType>> known = new ConcurrentHashMap<>();

    boolean isEmpty() {
        return known.isEmpty();
    }

    /** Records that a loaded class descends from a covered type. */
    void add(String className, CoveredType type) {
        known.computeIfAbsent(className, name -> ConcurrentHashMap.newKeySet()).add(type);
    }

    /** Forgets the classes that descend from no covered type, as another type is covered now. */
    void forgetUnrelated() {
        known.values().removeIf(Set::isEmpty);
    }

    /** Returns the covered types that a class being loaded descends from, and records them. */
    Set<CoveredType> of(ClassReader reader, @Nullable ClassLoader loader) {
        Set<CoveredType> types = ofSupertypes(reader, loader);
        known.computeIfAbsent(reader.getClassName(), name -> ConcurrentHashMap.newKeySet())
                .addAll(types);
        return types;
    }

    private Set<CoveredType> ofSupertypes(ClassReader reader, @Nullable ClassLoader loader) {
        Set<CoveredType> types = new HashSet<>();
        if (reader.getSuperName() != null) {
            types.addAll(ofName(reader.getSuperName(), loader));
        }
        for (String implemented : reader.getInterfaces()) {
            types.addAll(ofName(implemented, loader));
        }
        return types;
    }

    private Set<CoveredType> ofName(String name, @Nullable ClassLoader loader) {
        Set<CoveredType> before = known.get(name);
        if (before != null) {
            return before;
        }
        if (UncoverableClasses.contains(name)) {
            return Set.of();
        }
        String file = name + ".class";
        try (InputStream bytes =
                loader == null ? ClassLoader.getSystemResourceAsStream(file) : loader.getResourceAsStream(file)) {
            return bytes == null ? Set.of() : of(new ClassReader(bytes), loader);
        } catch (IOException | IllegalArgumentException unreadable) {
            // A class that is generated at run time has no file. It was loaded before, so it is known if it descends.
            return Set.of();
        }
    }
}
