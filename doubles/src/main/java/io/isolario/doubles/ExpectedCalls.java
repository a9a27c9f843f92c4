package io.isolario.doubles;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.ResourceSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All expectations of one sandbox, with one signal and one order for all types. Thread-safe. */
final class ExpectedCalls {

    private final ManagedSandbox sandbox;
    private final Signal signal = new Signal();
    // Under the lock of the signal.
    private final List<Expectation> all = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();

    ExpectedCalls(ManagedSandbox sandbox) {
        this.sandbox = sandbox;
    }

    ManagedSandbox sandbox() {
        return sandbox;
    }

    Signal signal() {
        return signal;
    }

    /** Called under the lock. */
    void add(Expectation expectation) {
        all.add(expectation);
    }

    /** Called under the lock. */
    void isUnexpected(String message) {
        unexpected.add(message);
    }

    /** Called under the lock: returns the ordered expectations before this one that still miss calls. */
    List<Expectation> missingBefore(Expectation expectation) {
        return all.stream()
                .takeWhile(other -> other != expectation)
                .filter(other -> other.isOrdered() && other.isMissing())
                .toList();
    }

    /** Called under the lock: returns whether waiting cannot help any more. */
    boolean isSettled(Class<?> type) {
        return !unexpected.isEmpty()
                || all.stream().noneMatch(expectation -> expectation.type() == type && expectation.isMissing());
    }

    List<String> problems() {
        return signal.read(() -> {
            List<String> problems = new ArrayList<>(unexpected);
            all.stream()
                    .filter(Expectation::isMissing)
                    .sorted(Comparator.comparing(Expectation::methodName))
                    .map(expectation -> expectation.describeMissing(sandbox))
                    .forEach(problems::add);
            return problems;
        });
    }

    /** Called under the lock. */
    List<String> unexpectedOrMissing(Class<?> type) {
        List<String> problems = new ArrayList<>(unexpected);
        all.stream()
                .filter(expectation -> expectation.type() == type && expectation.isMissing())
                .map(expectation -> expectation.describeMissing(sandbox))
                .forEach(problems::add);
        return problems;
    }

    /** Forgets the expectations, but not that a call came unexpected: the test is to fail for it. */
    void clear() {
        signal.change(all::clear);
    }

    /** Remembers which expectations there are; a call that comes unexpected fails the test whatever is gone back to. */
    ResourceSession.Mark mark() {
        List<Expectation> marked = signal.read(() -> List.copyOf(all));
        return () -> signal.change(() -> {
            all.clear();
            all.addAll(marked);
        });
    }
}
