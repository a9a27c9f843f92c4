package io.isolario.agent.attach;

import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Receives the {@link Instrumentation} of a JVM that is attached to.
 *
 * <p>Alone in the jar that is attached, and loaded by the system class loader whatever loader has the agent; so it uses no other
 * class of ours. Called by the JVM, and by reflection.
 */
public final class Receiver {

    private static final AtomicReference<@Nullable Instrumentation> RECEIVED = new AtomicReference<>();

    private Receiver() {}

    /** Called by the JVM. */
    public static void agentmain(String argument, Instrumentation instrumentation) {
        RECEIVED.set(instrumentation);
    }

    /** Returns what was received, and forgets it; null if there is nothing. */
    public static @Nullable Instrumentation take() {
        return RECEIVED.getAndSet(null);
    }
}
