package io.isolario.doubles;

import io.isolario.core.ResourceSession;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What one sandbox does with which calls. Whoever calls reads one unmodifiable list; changes replace it under a lock. Thread-safe.
 */
final class RuleBook {

    private static final Page EMPTY = new Page(List.of(), List.of());

    private final ReentrantLock lock = new ReentrantLock();
    private final Identities fakes = new Identities();
    // Written under the lock, read by every call.
    private volatile Page page = EMPTY;

    /** @param rules in the order in which they are asked */
    private record Page(List<Rule> rules, List<RecordedCalls> traces) {}

    boolean isEmpty() {
        return page.rules.isEmpty() && page.traces.isEmpty();
    }

    Identities fakes() {
        return fakes;
    }

    boolean isFake(Object receiver) {
        return fakes.contains(receiver);
    }

    @Nullable
    Rule ruleFor(Object receiver, Method method, @Nullable CallFrame top) {
        for (Rule rule : page.rules) {
            if (rule.concerns(receiver, method) && !CallFrame.isAnswering(top, rule)) {
                return rule;
            }
        }
        return null;
    }

    List<RecordedCalls> tracesOf(Object receiver, Method method, @Nullable CallFrame top) {
        if (page.traces.isEmpty() || CallFrame.goesOn(top, receiver, method)) {
            return List.of();
        }
        return page.traces.stream()
                .filter(trace -> trace.concerns(receiver, method))
                .toList();
    }

    Optional<ExpectationsOfType> expectationsOf(Class<?> type) {
        return page.rules.stream()
                .filter(ExpectationsOfType.class::isInstance)
                .map(ExpectationsOfType.class::cast)
                .filter(expectations -> expectations.type() == type)
                .findFirst();
    }

    /** Adds the rule of a fake, in the place of one about the same objects. */
    void replace(Rule rule, Object fake) {
        fakes.add(fake);
        turn(rule);
    }

    void add(Rule rule) {
        turn(rule);
    }

    void addOnce(Rule rule) {
        lock.lock();
        try {
            if (!page.rules.contains(rule)) {
                add(rule);
            }
        } finally {
            lock.unlock();
        }
    }

    void add(RecordedCalls calls) {
        lock.lock();
        try {
            List<RecordedCalls> traces = new ArrayList<>(page.traces);
            traces.add(calls);
            page = new Page(page.rules, List.copyOf(traces));
        } finally {
            lock.unlock();
        }
    }

    private void turn(Rule rule) {
        lock.lock();
        try {
            List<Rule> rules = new ArrayList<>(page.rules);
            rules.removeIf(other -> isReplaced(other, rule));
            int place = rule.isAboutOneObject() ? 0 : firstAboutTypes(rules);
            rules.add(place, rule);
            page = new Page(List.copyOf(rules), page.traces);
        } finally {
            lock.unlock();
        }
    }

    private static int firstAboutTypes(List<Rule> rules) {
        int place = 0;
        while (place < rules.size() && rules.get(place).isAboutOneObject()) {
            place++;
        }
        return place;
    }

    private static boolean isReplaced(Rule before, Rule now) {
        if (before instanceof TypeReplacement one && now instanceof TypeReplacement other) {
            return one.type() == other.type();
        }
        return before instanceof ObjectReplacement one
                && now instanceof ObjectReplacement other
                && one.original() == other.original();
    }

    void clear() {
        lock.lock();
        try {
            page = EMPTY;
            fakes.clear();
        } finally {
            lock.unlock();
        }
    }

    ResourceSession.Mark mark() {
        Page marked = page;
        List<ResourceSession.Mark> expectations = marked.rules.stream()
                .filter(ExpectationsOfType.class::isInstance)
                .map(rule -> ((ExpectationsOfType) rule).mark())
                .toList();
        return () -> {
            turnBackTo(marked);
            for (ResourceSession.Mark each : expectations) {
                each.restore();
            }
        };
    }

    private void turnBackTo(Page marked) {
        lock.lock();
        try {
            page = marked;
        } finally {
            lock.unlock();
        }
    }
}
