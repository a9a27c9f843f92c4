package io.isolario.doubles;

import static java.util.Objects.requireNonNull;

import io.isolario.agent.call.CallOutcome;
import io.isolario.agent.call.InterceptedCall;
import io.isolario.core.ManagedSandbox;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call of a method that its sandbox replaces, traces, or both. Confined to the thread that makes it. */
final class DoubledCall implements InterceptedCall {

    private final ManagedSandbox sandbox;
    private final Object receiver;
    private final Method method;
    private final @Nullable Rule rule;
    private final List<RecordedCalls> traces;
    private @Nullable CallFrame frame;
    private @Nullable ArrivedCall arrived;

    DoubledCall(
            ManagedSandbox sandbox, Object receiver, Method method, @Nullable Rule rule, List<RecordedCalls> traces) {
        this.sandbox = sandbox;
        this.receiver = receiver;
        this.method = method;
        this.rule = rule;
        this.traces = traces;
    }

    @Override
    public @Nullable CallOutcome begin(Object[] arguments) {
        if (!traces.isEmpty()) {
            arrived = ArrivedCall.of(receiver, method, arguments);
        }
        frame = CallsOfJvm.INSTANCE.push(rule, receiver, method);
        return rule == null ? null : answer(rule, arguments);
    }

    private CallOutcome answer(Rule answering, Object[] arguments) {
        try {
            sandbox.requireUsable("call " + ReturnType.name(method) + "(..), which it has replaced");
            AnsweredCall call = new AnsweredCall(sandbox, receiver, method, arguments);
            Object result = ReturnType.check(method, answering.answer(call));
            returned(result);
            return CallOutcome.returning(result);
        } catch (Throwable failure) {
            failed(failure);
            return CallOutcome.throwing(failure);
        }
    }

    @Override
    public void returned(@Nullable Object result) {
        leave();
        traces.forEach(trace -> trace.add(requireNonNull(arrived).returned(result)));
    }

    @Override
    public void failed(Throwable failure) {
        leave();
        traces.forEach(trace -> trace.add(requireNonNull(arrived).failed(failure)));
    }

    private void leave() {
        CallsOfJvm.INSTANCE.pop(requireNonNull(frame));
    }
}
