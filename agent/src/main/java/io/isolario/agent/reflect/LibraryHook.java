package io.isolario.agent.reflect;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hook in a library that may look otherwise than expected: a failure does not leave it, and is told once. Then it returns its
 * second argument, which is what a hook that replaces something would replace.
 *
 * @param library which library, for the message
 * @param wayOut what to do if its version is not familiar
 * @param hook what may fail
 * @param told whether that has happened
 */
public record LibraryHook(
        String library,
        String wayOut,
        BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> hook,
        AtomicBoolean told)
        implements BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> {

    private static final Logger LOG = LoggerFactory.getLogger(LibraryHook.class);

    /** Returns a hook that has not failed yet. */
    public static LibraryHook of(
            String library, String wayOut, BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> hook) {
        return new LibraryHook(library, wayOut, hook, new AtomicBoolean());
    }

    @Override
    public @Nullable Object apply(@Nullable Object first, @Nullable Object second) {
        try {
            return hook.apply(first, second);
        } catch (RuntimeException | LinkageError failure) {
            if (told.compareAndSet(false, true)) {
                LOG.warn(
                        "The Isolario agent does not know this version of {}: {}. {}",
                        library,
                        failure.getMessage(),
                        wayOut,
                        failure);
            }
            return second;
        }
    }
}
