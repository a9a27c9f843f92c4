package io.isolario.core.doubles;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call of a method of the application that a test answers. Confined to the thread that makes it. */
public interface Call {

    /** Returns the object that it was called on; null for a static method. */
    @Nullable
    Object receiver();

    /** Returns the name of the method. */
    String method();

    /** Returns the arguments, null for null, in an unmodifiable list. */
    List<Object> arguments();

    /**
     * Calls, with the same arguments, what would have been called without this answer: the original, or what replaced it before.
     *
     * @return what it returns; null for a void method
     * @throws Throwable what it throws
     */
    @Nullable
    Object proceed() throws Throwable;
}
