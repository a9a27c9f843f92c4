package io.isolario.agent;

import io.isolario.agent.call.CallInterceptor;
import io.isolario.agent.hook.Hooks;
import io.isolario.agent.weave.LibraryWeaver;
import io.isolario.agent.weave.Slot;
import io.isolario.agent.weave.Weaver;
import io.isolario.agent.weave.call.CallWeaver;
import io.isolario.core.CarriedWork;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Installs the agent, once in a JVM: makes the hooks, then the slot that calls them, then instruments the classes that call the slot. */
final class Installation {

    private static final Logger LOG = LoggerFactory.getLogger(IsolarioAgent.class);
    private static final String HORIZON = "isolario.horizon-millis";
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    // One for the JVM, as the classes of the JDK are. The lock is held while the agent is installed.
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final AtomicReference<@Nullable Installation> INSTALLED = new AtomicReference<>();
    private static final AtomicReference<@Nullable AgentRefusalException> REFUSED = new AtomicReference<>();

    private final AgentReport report;
    private final Hooks hooks;

    private final Instrumentation instrumentation;
    private final CallInterception calls;

    private Installation(AgentReport report, Hooks hooks, Instrumentation instrumentation) {
        this.report = report;
        this.hooks = hooks;
        this.instrumentation = instrumentation;
        this.calls = new CallInterception(new CallWeaver(instrumentation, LOG::warn));
    }

    static Optional<AgentReport> installed() {
        return Optional.ofNullable(INSTALLED.get()).map(installation -> installation.report);
    }

    /** Returns how many units are on their way. */
    static int unitsOnTheirWay() {
        Installation installation = INSTALLED.get();
        return installation == null ? 0 : installation.hooks.unitsOnTheirWay();
    }

    static CallInterception interceptionFor(CallInterceptor interceptor) {
        Installation installation = INSTALLED.get();
        if (installation == null) {
            throw new AgentRefusalException(
                    "Calls cannot be intercepted: the Isolario agent is not in this JVM. It attaches "
                            + "itself when the first registry is built, unless the system property isolario.agent is off; or start "
                            + "the JVM with -javaagent:<path to isolario-agent.jar>.");
        }
        if (!installation.hooks.interceptCalls(interceptor)) {
            throw new AgentRefusalException("Calls cannot be intercepted by " + interceptor
                    + ": there is another interceptor already. Put isolario-doubles on the class path once.");
        }
        return installation.calls;
    }

    /** Opens the package of a class to a module. */
    static void open(Class<?> type, Module module) {
        Installation installation = INSTALLED.get();
        Module owner = type.getModule();
        if (installation == null || !owner.isNamed() || owner.isOpen(type.getPackageName(), module)) {
            return;
        }
        installation.instrumentation.redefineModule(
                owner, Set.of(), Map.of(), Map.of(type.getPackageName(), Set.of(module)), Set.of(), Map.of());
    }

    static AgentReport install(Instrumentation instrumentation, String way, Duration attachTook) {
        LOCK.lock();
        try {
            Installation before = INSTALLED.get();
            if (before != null) {
                return before.report;
            }
            requirePossible();
            Installation installation = installNow(instrumentation, way, attachTook);
            INSTALLED.set(installation);
            LOG.info("{}", installation.report.describe());
            return installation.report;
        } finally {
            LOCK.unlock();
        }
    }

    /** Throws if an installation was refused before, or if another copy of the agent is installed. */
    static void requirePossible() {
        AgentRefusalException before = REFUSED.get();
        if (before != null) {
            throw before;
        }
        if (INSTALLED.get() == null && Slot.exists()) {
            throw new AgentRefusalException(
                    "The Isolario agent is installed in this JVM by another class loader than "
                            + Installation.class.getClassLoader()
                            + ", and it follows the sandboxes of that one only. Put isolario-agent "
                            + "and isolario-core on the class path once; with -javaagent, leave them out of nested class loaders.");
        }
    }

    private static Installation installNow(Instrumentation instrumentation, String way, Duration attachTook) {
        long start = System.nanoTime();
        try {
            open(instrumentation);
            Hooks hooks = Hooks.create(horizon(), virtualThreadScheduler());
            Slot.define(CarriedWork::anySandboxLives, hooks.byPoint());
            int classes = Weaver.weave(instrumentation, Runtime.version().feature());
            LibraryWeaver.weave(instrumentation, LOG::warn);
            Duration weaveTook = Duration.ofNanos(System.nanoTime() - start);
            return new Installation(new AgentReport(classes, way, attachTook, weaveTook), hooks, instrumentation);
        } catch (ReflectiveOperationException | IllegalStateException failure) {
            AgentRefusalException refusal = new AgentRefusalException(
                    "The Isolario agent cannot be installed: " + failure.getMessage(), failure);
            // The slot may be defined already, so it is not tried again.
            REFUSED.set(refusal);
            throw refusal;
        }
    }

    /** Opens the packages of the slot and of the scheduler of virtual threads, to this module only. */
    private static void open(Instrumentation instrumentation) {
        Module own = Installation.class.getModule();
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of("java.util.concurrent", Set.of(own), "java.lang", Set.of(own)),
                Set.of(),
                Map.of());
    }

    private static Duration horizon() {
        return Duration.ofMillis(Long.getLong(HORIZON, 1_000));
    }

    private static @Nullable Object virtualThreadScheduler() throws ReflectiveOperationException {
        if (Runtime.version().feature() < FIRST_WITH_VIRTUAL_THREADS) {
            return null;
        }
        Field scheduler = Class.forName("java.lang.VirtualThread").getDeclaredField("DEFAULT_SCHEDULER");
        scheduler.setAccessible(true);
        return scheduler.get(null);
    }
}
