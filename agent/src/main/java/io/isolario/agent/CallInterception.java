package io.isolario.agent;

import io.isolario.agent.call.CallInterceptor;
import io.isolario.agent.weave.call.CallWeaver;
import java.util.Set;

/**
 * Makes methods of the application, and of the JDK, ask somebody before they run. For modules of Isolario that replace or watch them.
 *
 * <p>A class is instrumented when it is first covered, and stays so. Thread-safe.
 */
public final class CallInterception {

    private final CallWeaver weaver;

    CallInterception(CallWeaver weaver) {
        this.weaver = weaver;
    }

    /**
     * Returns the interception of this JVM, of which {@code interceptor} is told from now on.
     *
     * @throws AgentRefusalException if the agent is not installed, or another one is told of calls
     */
    public static CallInterception tell(CallInterceptor interceptor) {
        return Installation.interceptionFor(interceptor);
    }

    /**
     * Covers all methods that objects of a type have by it: of their classes, loaded or not, and of what these inherit from.
     *
     * @throws IllegalStateException if a class could not be instrumented; the message says which, and why
     */
    public void cover(Class<?> type) {
        weaver.cover(type);
    }

    /**
     * Covers some methods of objects of exactly one class.
     *
     * @param methods name and descriptor of each
     * @throws IllegalStateException if the class could not be instrumented; the message says why
     */
    public void coverOnly(Class<?> type, Set<String> methods) {
        weaver.coverOnly(type, methods);
    }

    /**
     * Covers the static methods of a class that have this name. Of a class that the JVM runs on, only methods that the interceptor
     * neither calls itself, nor while one of its classes is loaded for the first time.
     *
     * @throws IllegalStateException if the class could not be instrumented; the message says why
     */
    public void coverStatic(Class<?> type, String method) {
        weaver.coverStatic(type, method);
    }

    /** Opens the package of a class to {@code module}, so that it can call methods there that are not exported. */
    public void open(Class<?> type, Module module) {
        Installation.open(type, module);
    }
}
