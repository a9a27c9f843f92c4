package io.isolario.agent.call;

import org.jspecify.annotations.Nullable;

/** One call of a covered method. Confined to the thread that makes it. */
public interface InterceptedCall {

    /**
     * Called before the code of the method runs; an exception goes to the caller.
     *
     * @param arguments a copy of the arguments of the call; null for null
     * @return what the caller gets; null to let the method run, after which one of the methods below is called
     */
    @Nullable
    CallOutcome begin(Object[] arguments);

    /** Called when the method has returned; {@code result} is null if it is void. */
    void returned(@Nullable Object result);

    /** Called when the method has thrown. */
    void failed(Throwable failure);
}
