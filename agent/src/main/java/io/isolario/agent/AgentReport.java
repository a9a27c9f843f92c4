package io.isolario.agent;

import java.time.Duration;

/**
 * What the installation of the agent did.
 *
 * @param instrumentedClasses how many classes of the JDK were instrumented
 * @param way how the agent came into the JVM, for example {@code -javaagent}
 * @param attachTook how long it took to get into the JVM; zero with {@code -javaagent}
 * @param weaveTook how long it took to instrument the classes
 */
public record AgentReport(int instrumentedClasses, String way, Duration attachTook, Duration weaveTook) {

    /** Returns the report as one line. */
    public String describe() {
        return "Isolario agent (" + way
                + "): sandboxes follow threads, executors, fork-join pools, completable futures, timers "
                + "and blocking queues; " + instrumentedClasses + " classes of JDK "
                + Runtime.version().feature()
                + " instrumented in " + weaveTook.toMillis() + " ms"
                + (attachTook.isZero() ? "." : ", attached in " + attachTook.toMillis() + " ms.");
    }
}
