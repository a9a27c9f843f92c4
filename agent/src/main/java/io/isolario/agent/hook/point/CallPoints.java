package io.isolario.agent.hook.point;

import static io.isolario.agent.hook.point.HookPoint.always;
import static io.isolario.agent.hook.point.HookPoint.whileSandboxesLive;

import io.isolario.agent.call.InterceptedCall;
import org.jspecify.annotations.Nullable;

/** Calls of covered methods, of the application or the JDK. */
public final class CallPoints {

    /** Receiver or class, site: the method is about to run. The token is an {@link InterceptedCall}. */
    public static final HookPoint<PairEntryHook<Object, String>> CALL = whileSandboxesLive("CALL");

    /** Token of {@link #CALL}, arguments. Returns null to let the method run, or an array of the result and the exception to end with. */
    public static final HookPoint<PairEntryHook<InterceptedCall, Object[]>> CALL_BEGUN = always("CALL_BEGUN");

    /** Token of {@link #CALL}, result: the method has returned. */
    public static final HookPoint<PairEventHook<InterceptedCall, @Nullable Object>> CALL_RETURNED =
            always("CALL_RETURNED");

    /** Token of {@link #CALL}, exception: the method has thrown. */
    public static final HookPoint<PairEventHook<InterceptedCall, Throwable>> CALL_FAILED = always("CALL_FAILED");

    private CallPoints() {}
}
