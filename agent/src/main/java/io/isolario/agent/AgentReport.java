package io.isolario.agent;

import java.time.Duration;

/**
 * The result of installing the agent.
 *
 * @param instrumentedClasses how many classes of the JDK were instrumented
 * @param way how the agent got into the JVM, for example {@code -javaagent}
 * @param attachTook how long attaching took; zero with {@code -javaagent}
 * @param weaveTook how long instrumenting took
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
