package io.isolario.core;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The mutable statics of the core: which sandbox a thread has, by scope or by allowance, and which registries live.
 *
 * <p>They are static because code that looks a sandbox up (a wrapped DataSource, a captured task) has nothing but its thread to
 * start from. Owners: a thread-local is written by its thread alone; {@link #ALLOWANCES} by {@link ThreadAllowance}, which
 * removes what it added; {@link #REGISTRIES} by {@link DefaultSandboxRegistry}, which leaves it when closed; {@link #LIVES} by
 * {@link DefaultSandbox} and {@link BoundScope}, and {@link #SHARINGS} by {@link SandboxDirectory}, which take back what they added; {@link #STARTED_THREADS} by the agent, once.
 */
final class ContextSlot {

    private static final ThreadLocal<BoundScope> INNERMOST = new Innermost();
    private static final List<ThreadAllowance> ALLOWANCES = new CopyOnWriteArrayList<>();
    private static final Set<DefaultSandboxRegistry> REGISTRIES = ConcurrentHashMap.newKeySet();
    private static final AtomicInteger LIVES = new AtomicInteger();
    private static final AtomicInteger SHARINGS = new AtomicInteger();
    private static final AtomicReference<@Nullable Supplier<? extends @Nullable CarriedWork>> STARTED_THREADS =
            new AtomicReference<>();

    private ContextSlot() {}

    static @Nullable BoundScope innermost() {
        return INNERMOST.get();
    }

    static void innermost(@Nullable BoundScope scope) {
        // Null is set, not removed: a thread asks once only which unit it was started for.
        INNERMOST.set(scope);
    }

    static void startedThreadsAsk(Supplier<? extends @Nullable CarriedWork> units) {
        STARTED_THREADS.set(units);
    }

    static boolean knowsStartedThreads() {
        return STARTED_THREADS.get() != null;
    }

    /** Returns the sandbox of the calling thread: by scope, else by allowance; null when it has neither or is detached. */
    static @Nullable DefaultSandbox sandbox() {
        BoundScope scope = INNERMOST.get();
        if (scope != null) {
            return scope.sandbox();
        }
        return ALLOWANCES.isEmpty() ? null : ThreadAllowance.resolve(Thread.currentThread(), ALLOWANCES);
    }

    /** Like {@link #sandbox()}, for something that depends on the sandbox; what only observes the thread does not. */
    static @Nullable DefaultSandbox use() {
        BoundScope scope = INNERMOST.get();
        if (scope != null) {
            scope.isUsed();
        }
        return sandbox();
    }

    /** Returns a sandbox that all unowned work uses; null if none is shared. */
    static @Nullable DefaultSandbox shared() {
        if (SHARINGS.get() == 0) {
            return null;
        }
        for (DefaultSandboxRegistry registry : REGISTRIES) {
            DefaultSandbox shared = registry.shared();
            if (shared != null) {
                return shared;
            }
        }
        return null;
    }

    static void addSharing() {
        SHARINGS.getAndIncrement();
    }

    static void removeSharing() {
        SHARINGS.getAndDecrement();
    }

    /** Called when a sandbox comes to life, and when code enters a scope: from now on, threads may have a sandbox. */
    static void addLife() {
        LIVES.getAndIncrement();
    }

    static void removeLife() {
        LIVES.getAndDecrement();
    }

    /** Returns how many sandboxes and scopes live; zero when no thread has a sandbox, and nothing waits that would run in one. */
    static int lives() {
        return LIVES.get();
    }

    static List<ThreadAllowance> allowances() {
        return ALLOWANCES;
    }

    static Set<DefaultSandboxRegistry> registries() {
        return REGISTRIES;
    }

    /** Returns the registry that opened a sandbox with this id, or that remembers it; null if there is none. */
    static @Nullable DefaultSandboxRegistry registryOf(SandboxId id) {
        for (DefaultSandboxRegistry registry : REGISTRIES) {
            if (registry.knows(id)) {
                return registry;
            }
        }
        return null;
    }

    /** The scope of a thread that has entered none yet is that of the unit it was started for, if an agent knows one. */
    private static final class Innermost extends ThreadLocal<BoundScope> {

        @Override
        protected @Nullable BoundScope initialValue() {
            Supplier<? extends @Nullable CarriedWork> units = STARTED_THREADS.get();
            CarriedWork unit = units == null ? null : units.get();
            if (unit == null) {
                return null;
            }
            set(null);
            return unit.begin() ? get() : null;
        }
    }
}
