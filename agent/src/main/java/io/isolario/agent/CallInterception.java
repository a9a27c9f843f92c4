package io.isolario.agent;

import io.isolario.agent.call.CallInterceptor;
import io.isolario.agent.weave.call.CallWeaver;
import java.util.Set;

/**
 * Intercepts calls of application and JDK methods, for modules of Isolario that replace or trace them.
 *
 * <p>A class is instrumented when it is first covered, and stays instrumented. Thread-safe.
 */
public final class CallInterception {

    private final CallWeaver weaver;

    CallInterception(CallWeaver weaver) {
        this.weaver = weaver;
    }

    /**
     * Sets the interceptor of this JVM and returns its interception.
     *
     * @throws AgentRefusalException if the agent is not installed, or there is another interceptor
     */
    public static CallInterception with(CallInterceptor interceptor) {
        return Installation.interceptionFor(interceptor);
    }

    /**
     * Covers the methods that a type gives its objects: in their classes, loaded or not, and in the classes that these inherit from.
     *
     * @throws IllegalStateException if a class could not be instrumented; the message says which, and why
     */
    public void cover(Class<?> type) {
        weaver.cover(type);
    }

    /**
     * Covers some methods of one class; subclasses are not covered.
     *
     * @param methods name and descriptor of each
     * @throws IllegalStateException if the class could not be instrumented; the message says why
     */
    public void coverOnly(Class<?> type, Set<String> methods) {
        weaver.coverOnly(type, methods);
    }

    /**
     * Covers the static methods of a class that have this name. If the JVM itself uses the class, they must be methods that the
     * interceptor does not call, not even while its classes are loaded.
     *
     * @throws IllegalStateException if the class could not be instrumented; the message says why
     */
    public void coverStatic(Class<?> type, String method) {
        weaver.coverStatic(type, method);
    }

    /** Opens the package of a class to {@code module}, which may then call methods that are not exported. */
    public void open(Class<?> type, Module module) {
        Installation.open(type, module);
    }
}
