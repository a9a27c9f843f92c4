package io.isolario.agent.attach;

import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Receives the {@link Instrumentation} of the JVM.
 *
 * <p>It is the only class of the attached jar, and the system class loader loads it even if another one has the agent, so it uses no
 * other class of this module. Called by the JVM, and by reflection.
 */
public final class Receiver {

    private static final AtomicReference<@Nullable Instrumentation> RECEIVED = new AtomicReference<>();

    private Receiver() {}

    /** Called by the JVM. */
    public static void agentmain(String argument, Instrumentation instrumentation) {
        RECEIVED.set(instrumentation);
    }

    /** Returns and forgets what was received; null if that is nothing. */
    public static @Nullable Instrumentation take() {
        return RECEIVED.getAndSet(null);
    }
}
