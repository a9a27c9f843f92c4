package io.isolario.agent.hook.point;

import static io.isolario.agent.hook.point.HookPoint.always;
import static io.isolario.agent.hook.point.HookPoint.whileSandboxesLive;

import org.jspecify.annotations.Nullable;

/** Calls of the stages of CompletableFuture. Their class is not accessible, so they are objects here. */
public final class CompletionPoints {

    /** The stage waits for its source. */
    public static final HookPoint<EventHook<Object>> REGISTERED = whileSandboxesLive("REGISTERED");

    /** The stage is about to check its source, and to run if that is complete. */
    public static final HookPoint<EntryHook<Object>> FIRING = whileSandboxesLive("FIRING");

    /** Token of {@link #FIRING}, dependent future: the stage has checked; it has run if there is no dependent any more. */
    public static final HookPoint<PairEventHook<Object, @Nullable Object>> FIRED = always("FIRED");

    private CompletionPoints() {}
}
