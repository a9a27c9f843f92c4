package io.isolario.agent.hook.point;

/**
 * A call that instrumented code makes. Immutable.
 *
 * @param name unique; the name of the method that is called, and of the constant that declares the point
 * @param onlyWhileSandboxesLive whether the hook is left out while no sandbox lives: then there is nothing to capture, and nothing on
 *     its way. Not so for a hook that ends something that may have begun when one lived.
 * @param needsFirstArgument whether the hook is left out if its first argument is null, such as the token of a call at whose entry
 *     there was nothing to do
 * @param <H> the type of the hook
 */
@SuppressWarnings("UnusedTypeParameter") // The type parameter ties the point to its hook at compile time.
public record HookPoint<H extends Hook>(String name, boolean onlyWhileSandboxesLive, boolean needsFirstArgument) {

    /** Returns a point whose hook is called while a sandbox lives. */
    static <H extends Hook> HookPoint<H> whileSandboxesLive(String name) {
        return new HookPoint<>(name, true, true);
    }

    /** Returns a point whose hook is always called. */
    static <H extends Hook> HookPoint<H> always(String name) {
        return new HookPoint<>(name, false, true);
    }

    /** Returns a point whose hook is always called, even if its first argument is null. */
    static <H extends Hook> HookPoint<H> alwaysEvenWithNull(String name) {
        return new HookPoint<>(name, false, false);
    }

    @Override
    public String toString() {
        return name;
    }
}
