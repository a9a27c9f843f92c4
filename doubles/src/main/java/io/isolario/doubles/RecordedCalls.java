package io.isolario.doubles;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.doubles.Trace;
import io.isolario.core.doubles.TracedCall;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The calls of the methods of one name in one sandbox. */
final class RecordedCalls implements Trace {

    private final ManagedSandbox sandbox;
    private final NamedMethods methods;
    private final Signal signal = new Signal();

    // Under the lock of the signal.
    private final List<TracedCall> calls = new ArrayList<>();

    RecordedCalls(ManagedSandbox sandbox, NamedMethods methods) {
        this.sandbox = sandbox;
        this.methods = methods;
    }

    boolean concerns(Object receiver, Method method) {
        return methods.include(receiver, method);
    }

    void add(TracedCall call) {
        signal.change(() -> calls.add(call));
    }

    private List<TracedCall> soFar() {
        return signal.read(() -> List.copyOf(calls));
    }

    @Override
    public TracedCall awaitOne() {
        List<TracedCall> found = await(1, Optional.empty());
        if (found.size() > 1) {
            throw new AssertionError("Expected a single call of " + methods + " in sandbox " + sandbox + ", but "
                    + found.size() + " have come." + Listing.of(found));
        }
        return found.get(0);
    }

    @Override
    public List<TracedCall> await(int count) {
        return await(count, Optional.empty()).subList(0, count);
    }

    @Override
    public List<TracedCall> await(int count, Duration timeout) {
        return await(count, Optional.of(timeout)).subList(0, count);
    }

    private List<TracedCall> await(int count, Optional<Duration> timeout) {
        Duration patience = timeout.orElseGet(sandbox::drainTimeout);
        if (!signal.await(() -> calls.size() >= count, patience)) {
            List<TracedCall> found = soFar();
            throw new AssertionError("Expected " + Listing.times(count, "call") + " of " + methods + " in sandbox "
                    + sandbox + " within " + Listing.millis(patience) + ", but "
                    + (found.isEmpty() ? "none has come." : Listing.times(found.size(), "has", "have") + " come.")
                    + Listing.of(found) + Listing.outstanding(sandbox));
        }
        return soFar();
    }

    @Override
    public List<TracedCall> all() {
        sandbox.awaitQuiescence();
        return soFar();
    }
}
