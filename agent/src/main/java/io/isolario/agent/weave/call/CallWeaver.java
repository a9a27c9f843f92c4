package io.isolario.agent.weave.call;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.agent.call.UncoverableClasses;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * Makes methods call the interceptor, each class when a type of its objects is first covered. A class stays instrumented; while no
 * sandbox intercepts its calls, that costs next to nothing.
 *
 * <p>A covered type is woven with its subtypes, including those that are loaded later, and with the supertypes that they inherit code
 * from. Thread-safe.
 */
public final class CallWeaver implements ClassFileTransformer {

    private final Instrumentation instrumentation;
    private final Consumer<String> warnings;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Map<Class<?>, Coverage> covered = new WeakHashMap<>();

    @GuardedBy("lock")
    private boolean registered;

    private final Lineage lineage = new Lineage();
    // By internal name, which keeps no class reachable. A class of the same name in another class loader is woven too,
    // which does no harm.
    private final Map<String, Set<CoveredType>> inherited = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> statics = new ConcurrentHashMap<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final ThreadLocal<Boolean> weaving = ThreadLocal.withInitial(() -> false);

    /** A class that is being loaded while its type is covered may be missed. After this time it is loaded, and is found. */
    private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(5);

    /**
     * What is covered of a class.
     *
     * @param what an empty string for objects of its type, or the methods of its own objects, or the name of static methods
     */
    private record Coverage(Set<String> what, CoveredType ofObjects, long sinceNanos) {

        Coverage(Class<?> type) {
            this(new HashSet<>(), CoveredType.of(type), System.nanoTime());
        }

        boolean isSettled() {
            return System.nanoTime() - sinceNanos > SETTLED_NANOS;
        }
    }

    /** @param warnings gets a message for each class that is loaded later and cannot be woven */
    public CallWeaver(Instrumentation instrumentation, Consumer<String> warnings) {
        this.instrumentation = instrumentation;
        this.warnings = warnings;
    }

    /**
     * Covers the methods that a type gives its objects.
     *
     * @throws IllegalStateException if a class could not be woven; the message says which, and why
     */
    public void cover(Class<?> type) {
        coverOnce(type, "", coverage -> coverObjects(type, coverage.ofObjects()));
    }

    /**
     * Covers some methods of one class, by name and descriptor; subclasses are not covered.
     *
     * @throws IllegalStateException if the class could not be woven; the message says why
     */
    public void coverOnly(Class<?> type, Set<String> methods) {
        coverOnce(type, methods.toString(), coverage -> {
            inherit(internalName(type), CoveredType.with(methods));
            retransform(List.of(type));
        });
    }

    /**
     * Covers the static methods with a name.
     *
     * @throws IllegalStateException if the class could not be woven; the message says why
     */
    public void coverStatic(Class<?> type, String method) {
        coverOnce(type, method, coverage -> {
            statics.computeIfAbsent(internalName(type), name -> ConcurrentHashMap.newKeySet())
                    .add(method);
            retransform(List.of(type));
        });
    }

    private void coverOnce(Class<?> type, String what, Consumer<Coverage> covering) {
        lock.lock();
        try {
            if (!registered) {
                instrumentation.addTransformer(this, true);
                registered = true;
            }
            Coverage coverage = covered.computeIfAbsent(type, Coverage::new);
            if (!coverage.what().contains(what) || (what.isEmpty() && !coverage.isSettled())) {
                covering.accept(coverage);
                coverage.what().add(what);
            }
        } finally {
            lock.unlock();
        }
    }

    private void coverObjects(Class<?> type, CoveredType methods) {
        // First, for classes that are loaded while the loop runs.
        lineage.add(internalName(type), methods);
        lineage.forgetUnrelated();
        Set<Class<?>> affected = new HashSet<>(CoveredType.selfAndSupertypes(type));
        for (Class<?> each : instrumentation.getAllLoadedClasses()) {
            if (type.isAssignableFrom(each) && !each.isArray()) {
                lineage.add(internalName(each), methods);
                affected.addAll(CoveredType.selfAndSupertypes(each));
            }
        }
        affected.removeIf(each -> UncoverableClasses.contains(internalName(each))
                || each.isHidden()
                || !instrumentation.isModifiableClass(each)
                || !inherit(internalName(each), methods));
        if (affected.isEmpty()) {
            return;
        }
        // Supertypes first: subtypes without a bridge method override what the bridges of supertypes call.
        List<Class<?>> ordered = new ArrayList<>(affected);
        ordered.sort(Comparator.comparingInt(
                each -> CoveredType.selfAndSupertypes(each).size()));
        retransform(ordered);
    }

    private boolean inherit(String className, CoveredType methods) {
        return inherited
                .computeIfAbsent(className, name -> ConcurrentHashMap.newKeySet())
                .add(methods);
    }

    private void retransform(List<Class<?>> classes) {
        failures.clear();
        try {
            instrumentation.retransformClasses(classes.toArray(new Class<?>[0]));
        } catch (UnmodifiableClassException | RuntimeException | LinkageError | InternalError failure) {
            throw new IllegalStateException(failure.toString(), failure);
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.toString());
        }
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        // A class that is loaded while weaving is one of the agent or the JDK.
        if (className == null || weaving.get() || !mayBeCovered(className)) {
            return null;
        }
        weaving.set(true);
        try {
            return weave(loader, className, redefined == null, bytes);
        } catch (RuntimeException | LinkageError failure) {
            // The JVM would ignore it.
            failed(className, redefined == null, failure);
            return null;
        } finally {
            weaving.set(false);
        }
    }

    private boolean mayBeCovered(String className) {
        return !UncoverableClasses.contains(className) || statics.containsKey(className);
    }

    private void failed(String className, boolean isNew, Throwable failure) {
        if (isNew) {
            warnings.accept("Calls on objects of " + className.replace('/', '.')
                    + " cannot be replaced or traced, as the class was loaded but could not be woven: " + failure);
        } else {
            failures.put(className, failure.toString());
        }
    }

    private byte @Nullable [] weave(@Nullable ClassLoader loader, String className, boolean isNew, byte[] bytes) {
        boolean mayDescend = isNew && !lineage.isEmpty();
        Set<CoveredType> types = inherited.get(className);
        Set<String> ofClass = statics.getOrDefault(className, Set.of());
        if (!mayDescend && types == null && ofClass.isEmpty()) {
            return null;
        }
        ClassReader reader = new ClassReader(bytes);
        if (mayDescend) {
            lineage.of(reader, loader).forEach(type -> inherit(className, type));
            types = inherited.get(className);
        }
        return weave(reader, types == null ? Set.of() : types, ofClass);
    }

    private static byte @Nullable [] weave(ClassReader reader, Set<CoveredType> types, Set<String> statics) {
        for (CoveredType type : types) {
            InterceptedClass.behindBridges(reader, type::has).forEach(type::add);
        }
        if (types.isEmpty() && statics.isEmpty()) {
            return null;
        }
        return InterceptedClass.weave(
                reader, method -> types.stream().anyMatch(type -> type.has(method)), statics::contains);
    }

    private static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }
}
