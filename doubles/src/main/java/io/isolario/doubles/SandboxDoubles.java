package io.isolario.doubles;

import io.isolario.agent.call.InterceptedCall;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.ResourceSession;
import io.isolario.core.SandboxState;
import io.isolario.core.SystemPropertyOverrides;
import io.isolario.core.doubles.Answer;
import io.isolario.core.doubles.Doubles;
import io.isolario.core.doubles.Expectations;
import io.isolario.core.doubles.SandboxClock;
import io.isolario.core.doubles.Trace;
import io.isolario.core.remote.RemotePart;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The doubles of one sandbox. What is under way when it ends still finds them, and is refused. Thread-safe. */
final class SandboxDoubles implements Doubles, ResourceSession, RemotePart.Clock, SystemPropertyOverrides {

    private final ManagedSandbox sandbox;
    private final Coverage coverage;
    private final RuleBook book = new RuleBook();
    private final ExpectedCalls expected;
    private final AdjustedClock clock;
    private final ConfiguredSystemProperties properties;

    SandboxDoubles(ManagedSandbox sandbox) {
        this.sandbox = sandbox;
        this.coverage = new Coverage(sandbox);
        this.expected = new ExpectedCalls(sandbox);
        this.clock = new AdjustedClock(this::watchClocks);
        this.properties = new ConfiguredSystemProperties(sandbox);
    }

    @Nullable
    InterceptedCall intercept(Object receiver, String site) {
        if (receiver == System.class) {
            return properties.intercept();
        }
        if (book.isEmpty() || book.isFake(receiver)) {
            return null;
        }
        Method method = CallsOfJvm.INSTANCE.method(receiver, site);
        CallFrame top = CallsOfJvm.INSTANCE.top();
        boolean toldTheTruth = sandbox.state() == SandboxState.ENDED && isOfJdk(method);
        Rule rule = toldTheTruth ? null : book.ruleFor(receiver, method, top);
        List<RecordedCalls> traces = book.tracesOf(receiver, method, top);
        return rule == null && traces.isEmpty() ? null : new DoubledCall(sandbox, receiver, method, rule, traces);
    }

    /** Late work has logs to write; a clock must not fail it before it does any harm. */
    private static boolean isOfJdk(Method method) {
        return method.getDeclaringClass().getModule().isNamed();
    }

    @Override
    public <T> void replace(Class<T> type, T fake) {
        coverage.ofObjects("replace", type);
        coverage.requireFake(type, fake);
        MethodsOfType methods = MethodsOfType.of(type);
        book.replace(new TypeReplacement(type, methods, fake, book.fakes()), fake);
        if (fake instanceof java.time.Clock told && type == java.time.Clock.class) {
            // It does not ask a Clock, but its neighbours, such as LocalDate.now(), do.
            coverage.ofStatics("replace", Instant.class, "now");
            NamedMethods now = new NamedMethods(Instant.class, "now", MethodsOfType.of(Instant.class));
            book.add(new MethodReplacement(now, call -> call.arguments().isEmpty() ? told.instant() : call.proceed()));
        }
    }

    @Override
    public <T> void replace(T instance, T fake) {
        coverage.ofObject(instance, fake);
        book.replace(new ObjectReplacement(instance, MethodsOfType.of(fake.getClass()), fake), fake);
    }

    @Override
    public void replace(Class<?> type, String method, Answer answer) {
        book.add(new MethodReplacement(coverage.ofMethod("replace", type, method), answer));
    }

    @Override
    public Expectations expect(Class<?> type) {
        coverage.ofObjects("expect", type);
        Optional<ExpectationsOfType> before = book.expectationsOf(type);
        if (before.isPresent()) {
            return before.get();
        }
        ExpectationsOfType expectations = new ExpectationsOfType(type, MethodsOfType.of(type), expected);
        book.add(expectations);
        return expectations;
    }

    @Override
    public Trace trace(Class<?> type, String method) {
        RecordedCalls calls = new RecordedCalls(sandbox, coverage.ofMethod("trace", type, method));
        book.add(calls);
        return calls;
    }

    @Override
    public SandboxClock clock() {
        return clock;
    }

    @Override
    public void override(String key, String value) {
        properties.set(key, value);
    }

    @Override
    public Object read(Map<String, String> parameters) {
        return RemoteClock.read(clock);
    }

    @Override
    public Object write(Map<String, Object> value) {
        return RemoteClock.write(clock, value);
    }

    private void watchClocks(Rule rule) {
        coverage.ofSystemClocks();
        book.addOnce(rule);
    }

    @Override
    public List<String> verify() {
        return expected.problems();
    }

    @Override
    public void reset() {
        book.clear();
        expected.clear();
        clock.reset();
        properties.clear();
    }

    /** A mark is what rules and expectations there were, and the time; calls that were traced or consumed since stay so. */
    @Override
    public Optional<Mark> mark() {
        List<Mark> marks = List.of(book.mark(), expected.mark(), clock.mark(), properties.mark());
        return Optional.of(() -> {
            for (Mark each : marks) {
                each.restore();
            }
        });
    }
}
