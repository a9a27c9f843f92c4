package io.isolario.agent.call;

import org.jspecify.annotations.Nullable;

/** One call of a covered method. Confined to the thread that makes it. */
public interface InterceptedCall {

    /**
     * Called before the code of the method runs; what it throws goes to the caller.
     *
     * @param arguments those of the call, null for null, in an array of its own
     * @return what the caller gets instead; null to let the method run, which one of the methods below ends
     */
    @Nullable
    CallOutcome begin(Object[] arguments);

    /** Called when the method has returned; {@code result} is null for a void one. */
    void returned(@Nullable Object result);

    /** Called when the method has thrown. */
    void failed(Throwable failure);
}
