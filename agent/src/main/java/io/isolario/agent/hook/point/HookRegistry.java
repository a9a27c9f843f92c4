package io.isolario.agent.hook.point;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Which hook is called at which point. Filled before the first class is instrumented, by one thread. */
public final class HookRegistry {

    private final Map<HookPoint<?>, BiFunction<@Nullable Object, @Nullable Object, @Nullable Object>> hooks =
            new HashMap<>();

    /**
     * Registers the hook of a point.
     *
     * @throws IllegalStateException if the point has a hook already
     */
    public <H extends Hook> void register(HookPoint<H> point, H hook) {
        add(point, hook);
    }

    /**
     * Registers the hook of a point in a library whose version may be unknown; see {@link LibraryHook}.
     *
     * @throws IllegalStateException if the point has a hook already
     */
    public <H extends Hook> void register(HookPoint<H> point, H hook, String library, String wayOut) {
        add(point, LibraryHook.of(library, wayOut, hook));
    }

    private void add(HookPoint<?> point, BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> hook) {
        if (hooks.putIfAbsent(point, new GuardedHook(point, hook)) != null) {
            throw new IllegalStateException("The hook point " + point + " has a hook already");
        }
    }

    /** Returns the hook of each point. */
    public Map<HookPoint<?>, BiFunction<@Nullable Object, @Nullable Object, @Nullable Object>> byPoint() {
        return Map.copyOf(hooks);
    }
}
