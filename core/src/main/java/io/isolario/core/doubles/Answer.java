package io.isolario.core.doubles;

import org.jspecify.annotations.Nullable;

/** What is done instead of a method of the application. Called by any thread of the sandbox, and by several at once. */
@FunctionalInterface
public interface Answer {

    /**
     * Returns what the caller gets; ignored for a void method.
     *
     * @throws Throwable what the caller gets instead
     */
    @Nullable
    Object answer(Call call) throws Throwable;

    /** Returns an answer that always gives {@code value}. */
    public static Answer of(@Nullable Object value) {
        return call -> value;
    }
}
