package io.isolario.core.doubles;

import io.isolario.core.RefusalException;
import io.isolario.core.Sandbox;
import io.isolario.core.SandboxEndedException;

/**
 * What a test puts in the place of parts of the application, or watches in them, for its own sandbox: on every thread of this
 * sandbox, on no other, and undone at its end. The application needs no code for it, and no context of its own.
 *
 * <p>Every {@link Sandbox} has these methods. They need {@code isolario-doubles} and {@code isolario-agent} on the class path; a call
 * without them is refused.
 *
 * <p>A replaced type is instrumented, once in a JVM. From then on a call of one of its methods, on whatever object of the type
 * however it came to the caller, asks for the sandbox of its thread. {@code equals}, {@code hashCode}, {@code toString}, {@code clone}
 * and {@code finalize} stay with the object, as collections must find it again; constructors are not replaced.
 *
 * <p>Thread-safe.
 */
public interface Doubles {

    /**
     * Sends every call on an object of {@code type} to {@code fake}, whatever its class: final classes, subclasses that are loaded
     * later, implementations of an interface, proxies. Calls on the fake itself, and on what it returns of this type, stay there; so
     * do those that the fake makes in turn, on its thread, so that it may delegate to the original. A type that was replaced before
     * is replaced again.
     *
     * <p>{@link java.time.Clock} includes {@link java.time.Instant#now()}.
     *
     * @param fake a Mockito mock or spy, or an object of a class of one's own
     * @throws RefusalException if objects of the type cannot be replaced; the message says why, and what can be done
     * @throws SandboxEndedException if this sandbox has ended
     */
    <T> void replace(Class<T> type, T fake);

    /**
     * Sends every call on the object {@code instance} to {@code fake}; other objects of its class are left alone. It wins over a
     * replacement of the type.
     *
     * @param fake has all methods that will be called; a call of one that it lacks is refused
     * @throws RefusalException if the object cannot be replaced, as for that of a lambda; the message says why
     * @throws SandboxEndedException if this sandbox has ended
     */
    <T> void replace(T instance, T fake);

    /**
     * Answers every call of one method of a type, and leaves the others alone. The method may be static.
     *
     * @param method the name; all methods of this name are replaced
     * @param answer called instead, on the thread of the caller
     * @throws RefusalException if the type has no such method, or it cannot be replaced; the message says why
     * @throws SandboxEndedException if this sandbox has ended
     */
    void replace(Class<?> type, String method, Answer answer);

    /**
     * Takes over all methods of a type: from now on each call needs an expectation or a stub, or it fails, and with it the test.
     * Called again for the same type, it returns the same expectations.
     *
     * @throws RefusalException if objects of the type cannot be replaced; the message says why
     * @throws SandboxEndedException if this sandbox has ended
     */
    Expectations expect(Class<?> type);

    /**
     * Records every call of one method of a type from now on, and changes nothing. The method may be static.
     *
     * @param method the name; calls of all methods of this name are recorded
     * @throws RefusalException if the type has no such method, or it cannot be instrumented; the message says why
     * @throws SandboxEndedException if this sandbox has ended
     */
    Trace trace(Class<?> type, String method);

    /** Returns the system clock as this sandbox sees it. It shows real time until the test sets it. */
    SandboxClock clock();
}
