package io.isolario.agent;

import io.isolario.agent.attach.SelfAttachment;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The agent that makes sandboxes follow work from thread to thread, without changes to the application.
 *
 * <p>Either start the JVM with {@code -javaagent:isolario-agent.jar}, or call {@link #attach()} before the first sandbox is opened.
 * Pools, timers and consumers that are older than the agent are followed too. The agent stays for the life of the JVM; threads outside
 * every sandbox pay next to nothing for it.
 *
 * <p>The system property {@code isolario.horizon-millis} sets the longest delay of a task that quiescence waits for; the default is
 * 1000. {@code isolario.agent.ignore} lists classes, separated by commas, whose objects are no work in whatever queue they are put, such
 * as those of an application's own pool; a name that ends in a dot is a package.
 *
 * <p>Thread-safe.
 */
public final class IsolarioAgent {

    private IsolarioAgent() {}

    /** Called by the JVM for {@code -javaagent}. */
    public static void premain(@Nullable String argument, Instrumentation instrumentation) {
        Installation.install(instrumentation, "-javaagent", Duration.ZERO);
    }

    /** Called by the JVM when the jar is attached. */
    public static void agentmain(@Nullable String argument, Instrumentation instrumentation) {
        Installation.install(instrumentation, "attached", Duration.ZERO);
    }

    /**
     * Installs the agent in this JVM if it is not there yet; a second call returns the report of the first.
     *
     * @throws AgentRefusalException if the JVM forbids attaching, its classes are not as expected, or another copy of the agent is
     *     installed
     */
    public static AgentReport attach() {
        return Installation.installed().orElseGet(IsolarioAgent::attachNow);
    }

    private static AgentReport attachNow() {
        Installation.requirePossible();
        long start = System.nanoTime();
        Instrumentation instrumentation;
        try {
            instrumentation = SelfAttachment.attach();
        } catch (IOException failure) {
            throw new AgentRefusalException(
                    "The Isolario agent cannot attach to this JVM: " + failure.getMessage()
                            + ". Start the JVM with -javaagent:<path to isolario-agent.jar>, or do without the agent: wrap "
                            + "executors with SandboxContext.wrap(..).",
                    failure);
        }
        return Installation.install(instrumentation, "attached to itself", Duration.ofNanos(System.nanoTime() - start));
    }
}
