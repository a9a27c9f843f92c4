package io.isolario.doubles;

import io.isolario.core.ResourceSession;
import io.isolario.core.doubles.Answer;
import io.isolario.core.doubles.Expectations;
import io.isolario.core.doubles.TracedCall;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What a test expects of one type. State is under the lock of {@link ExpectedCalls}; answers run outside it. Thread-safe. */
final class ExpectationsOfType implements Expectations, Rule {

    private final Class<?> type;
    private final MethodsOfType methods;
    private final ExpectedCalls calls;
    private final Map<String, List<Expectation>> expected = new HashMap<>();
    private final Map<String, Answer> stubs = new HashMap<>();
    private boolean ordered;

    ExpectationsOfType(Class<?> type, MethodsOfType methods, ExpectedCalls calls) {
        this.type = type;
        this.methods = methods;
        this.calls = calls;
    }

    Class<?> type() {
        return type;
    }

    @Override
    public Expectations expect(String method, int times, Answer answer) {
        if (times < 0) {
            throw new IllegalArgumentException(times + " calls of " + type.getSimpleName() + "." + method
                    + " cannot be expected. Expect 0 or more.");
        }
        requireMethod(method);
        calls.signal().change(() -> {
            stubs.remove(method);
            Expectation expectation = new Expectation(type, method, times, answer, ordered);
            expected.computeIfAbsent(method, first -> new ArrayList<>()).add(expectation);
            calls.add(expectation);
        });
        return this;
    }

    @Override
    public Expectations stub(String method, Answer answer) {
        requireMethod(method);
        calls.signal().change(() -> stubs.put(method, answer));
        return this;
    }

    private void requireMethod(String method) {
        var found = new TypeRules(calls.sandbox(), "expect", type).requireMethods(method);
        if (found.stream().allMatch(each -> Modifier.isStatic(each.getModifiers()))) {
            throw new TypeRules(calls.sandbox(), "expect", type)
                    .refusal(
                            "its method \"" + method + "\" is static, and no object's",
                            "Answer it with sandbox.replace(type, \"method\", answer), and watch it with sandbox.trace(..).");
        }
    }

    @Override
    public Expectations inOrder() {
        calls.signal().change(() -> ordered = true);
        return this;
    }

    @Override
    public boolean concerns(Object receiver, Method method) {
        return type.isInstance(receiver) && methods.overriddenBy(method).isPresent();
    }

    @Override
    public @Nullable Object answer(AnsweredCall call) throws Throwable {
        TracedCall arrived =
                ArrivedCall.of(call.target(), call.called(), call.array()).returned(null);
        AtomicReference<@Nullable Answer> answer = new AtomicReference<>();
        AtomicReference<@Nullable AssertionError> error = new AtomicReference<>();
        calls.signal().change(() -> {
            try {
                answer.set(consume(call.method(), arrived));
            } catch (AssertionError unexpected) {
                calls.isUnexpected(String.valueOf(unexpected.getMessage()));
                error.set(unexpected);
            }
        });
        AssertionError unexpected = error.get();
        if (unexpected != null) {
            throw unexpected;
        }
        Answer found = answer.get();
        return found == null ? null : found.answer(call);
    }

    /** Called under the lock. */
    private Answer consume(String method, TracedCall call) {
        Optional<Expectation> next = expected.getOrDefault(method, List.of()).stream()
                .filter(Expectation::isMissing)
                .findFirst();
        if (next.isEmpty()) {
            Answer stub = stubs.get(method);
            if (stub == null) {
                throw new AssertionError(unexpected(method, call));
            }
            return stub;
        }
        Expectation expectation = next.get();
        List<Expectation> before = expectation.isOrdered() ? calls.missingBefore(expectation) : List.of();
        if (!before.isEmpty()) {
            throw new AssertionError(came(call) + ", out of order: expected first is " + before.get(0)
                    + ". Without a fixed order, leave out inOrder().");
        }
        expectation.consume(call);
        return expectation.answer();
    }

    private String came(TracedCall call) {
        return "Unexpected call of " + call.method() + Arrived.describe(call) + " in sandbox " + calls.sandbox();
    }

    private String unexpected(String method, TracedCall call) {
        int sum = expected.getOrDefault(method, List.of()).stream()
                .mapToInt(Expectation::times)
                .sum();
        boolean known = expected.containsKey(method);
        List<Expectation> open =
                expected.values().stream().flatMap(List::stream).toList();
        return came(call)
                + (known
                        ? ": " + (sum == 0 ? "no call" : Listing.times(sum, "call")) + " of it "
                                + (sum < 2 ? "was" : "were") + " expected, this is one more."
                        : ": nothing was expected of " + method + ", and there is no stub of it.")
                + " Expectations of " + type.getSimpleName() + ": " + (open.isEmpty() ? "none" : open) + "; stubs: "
                + (stubs.isEmpty() ? "none" : stubs.keySet()) + ". Ways out: expect(\"" + method
                + "\", ..), stub(\"" + method + "\", ..), or stub(\"" + method
                + "\", Call::proceed) for the original.";
    }

    @Override
    public void verify() {
        orThrow(calls.signal().read(() -> calls.unexpectedOrMissing(type)));
    }

    @Override
    public void await() {
        await(calls.sandbox().drainTimeout());
    }

    @Override
    public void await(Duration timeout) {
        boolean ignored = calls.signal().await(() -> calls.isSettled(type), timeout);
        verify();
    }

    ResourceSession.Mark mark() {
        return calls.signal().<ResourceSession.Mark>read(() -> {
            Map<String, List<Expectation>> expectations = new HashMap<>();
            expected.forEach((method, each) -> expectations.put(method, List.copyOf(each)));
            Map<String, Answer> answers = Map.copyOf(stubs);
            boolean inOrder = ordered;
            return () -> calls.signal().change(() -> {
                expected.clear();
                expectations.forEach((method, each) -> expected.put(method, new ArrayList<>(each)));
                stubs.clear();
                stubs.putAll(answers);
                ordered = inOrder;
            });
        });
    }

    private static void orThrow(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new AssertionError(String.join("\n", problems));
        }
    }
}
