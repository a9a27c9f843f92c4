package io.isolario.agent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts splices into the executors, threads, timers and queues of the JDK; refuses a JDK in which a splice finds no place.
 *
 * <p>It stays registered, so that the hooks stay when another agent has a class transformed again. Thread-safe.
 */
public final class Weaver implements ClassFileTransformer {

    private final Map<String, List<Splice>> splices = new LinkedHashMap<>();
    private final Set<Splice> placed = ConcurrentHashMap.newKeySet();
    private final Map<String, Throwable> failures = new ConcurrentHashMap<>();

    private Weaver(List<Splice> all) {
        all.forEach(splice -> splices.computeIfAbsent(splice.className(), name -> new ArrayList<>())
                .add(splice));
    }

    /**
     * Instruments the classes of this JDK that hand work from thread to thread.
     *
     * @param jdkVersion the feature version of the JDK
     * @return how many classes were instrumented
     * @throws IllegalStateException if a hook finds no place in this JDK; nothing is instrumented then
     */
    public static int weave(Instrumentation instrumentation, int jdkVersion) {
        Weaver weaver = new Weaver(Targets.of(jdkVersion));
        Class<?>[] classes = weaver.load();
        instrumentation.addTransformer(weaver, true);
        try {
            instrumentation.retransformClasses(classes);
            weaver.requireAllPlaced(jdkVersion);
            return classes.length;
        } catch (UnmodifiableClassException | RuntimeException | LinkageError failure) {
            throw weaver.undo(instrumentation, classes, failure);
        }
    }

    /** Loads all classes first: weaving a class while it is being loaded would need that class. */
    private Class<?>[] load() {
        List<Class<?>> classes = new ArrayList<>();
        for (String name : splices.keySet()) {
            try {
                classes.add(Class.forName(name.replace('/', '.'), true, null));
            } catch (ClassNotFoundException missing) {
                failures.put(name, missing);
            }
        }
        return classes.toArray(new Class<?>[0]);
    }

    private void requireAllPlaced(int jdkVersion) {
        List<Splice> missing = splices.values().stream()
                .flatMap(List::stream)
                .filter(splice -> !placed.contains(splice))
                .toList();
        if (!missing.isEmpty() || !failures.isEmpty()) {
            IllegalStateException refusal = new IllegalStateException("JDK " + jdkVersion + " (" + Runtime.version()
                    + ") is unknown to the agent: no place for the "
                    + "hooks in " + missing + (failures.isEmpty() ? "" : ", failures " + failures)
                    + ". Nothing was instrumented. Run on JDK 17 or 25, or without the agent: wrap executors "
                    + "with SandboxContext.wrap(..).");
            failures.values().forEach(refusal::addSuppressed);
            throw refusal;
        }
    }

    private IllegalStateException undo(Instrumentation instrumentation, Class<?>[] classes, Throwable failure) {
        instrumentation.removeTransformer(this);
        IllegalStateException refusal = failure instanceof IllegalStateException known
                ? known
                : new IllegalStateException("The classes of the JDK could not be instrumented: " + failure, failure);
        try {
            instrumentation.retransformClasses(classes);
        } catch (UnmodifiableClassException | RuntimeException | LinkageError again) {
            refusal.addSuppressed(again);
        }
        return refusal;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        List<Splice> wanted = loader == null && className != null ? splices.get(className) : null;
        if (wanted == null) {
            return null;
        }
        try {
            return SplicedClass.weave(className, wanted, bytes, placed);
        } catch (RuntimeException | LinkageError failure) {
            // The JVM would ignore it.
            failures.put(className, failure);
            return null;
        }
    }
}
