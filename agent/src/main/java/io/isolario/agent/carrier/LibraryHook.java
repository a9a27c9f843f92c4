package io.isolario.agent.carrier;

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
 */
record LibraryHook(
        String library,
        String wayOut,
        BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> hook,
        AtomicBoolean told)
        implements BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> {

    private static final Logger LOG = LoggerFactory.getLogger(CarrierHooks.class);

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
