package io.isolario.agent.hook.point;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hook in a library whose version may differ from those it was written for. An exception is not thrown; the first is logged as a
 * warning. The result is the second argument then: what a {@link ReplacementHook} would have replaced stays.
 *
 * @param library name of the library, for the message
 * @param wayOut what users can do if the version is unknown; a sentence
 * @param hook what may fail
 * @param warned whether the warning has been logged
 */
record LibraryHook(
        String library,
        String wayOut,
        BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> hook,
        AtomicBoolean warned)
        implements BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> {

    private static final Logger LOG = LoggerFactory.getLogger(LibraryHook.class);

    static LibraryHook of(
            String library, String wayOut, BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> hook) {
        return new LibraryHook(library, wayOut, hook, new AtomicBoolean());
    }

    @Override
    public @Nullable Object apply(@Nullable Object first, @Nullable Object second) {
        try {
            return hook.apply(first, second);
        } catch (RuntimeException | LinkageError failure) {
            if (warned.compareAndSet(false, true)) {
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
