package io.isolario.doubles;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** What is done in one sandbox instead of some methods. Thread-safe. */
interface Rule {

    /** Returns whether it answers calls of {@code method} on {@code receiver}, which is the class if the method is static. */
    boolean concerns(Object receiver, Method method);

    /** Returns what the caller gets, or throws it. */
    @Nullable
    Object answer(AnsweredCall call) throws Throwable;

    /** Returns whether it is about one object, which wins over what is about a type. */
    default boolean isAboutOneObject() {
        return false;
    }
}
