package io.isolario.agent.hook.point;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hook whose exceptions are logged and not thrown: thrown in the middle of a method of the JDK, one could leave a lock locked. A
 * record, because the JIT compiler treats the fields of records as constants.
 */
record GuardedHook(HookPoint<?> point, BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> hook)
        implements BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedHook.class);

    @Override
    public @Nullable Object apply(@Nullable Object first, @Nullable Object second) {
        try {
            return hook.apply(first, second);
        } catch (RuntimeException | Error failure) {
            LOG.error(
                    "Hook {} failed on thread \"{}\"; the work at hand may run in the wrong sandbox. This is a bug in Isolario.",
                    point,
                    Thread.currentThread().getName(),
                    failure);
            return null;
        }
    }
}
