package io.isolario.agent.hook;

import io.isolario.agent.weave.HookPoint;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hook whose failure does not leave it: in the middle of a method of the JDK it could leave a lock locked. It is logged, as a
 * defect of ours. A record, because the compiler trusts its fields to be constant.
 */
record GuardedHook(HookPoint point, BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> hook)
        implements BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> {

    private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);

    @Override
    public @Nullable Object apply(@Nullable Object first, @Nullable Object second) {
        try {
            return hook.apply(first, second);
        } catch (RuntimeException | Error failure) {
            LOG.error(
                    "Hook {} failed on thread \"{}\"; the sandbox of the work at hand may be wrong. This is a defect of Isolario.",
                    point,
                    Thread.currentThread().getName(),
                    failure);
            return null;
        }
    }
}
