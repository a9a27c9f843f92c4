package io.isolario.core.capture;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.QuiescenceTimeoutException;
import io.isolario.core.event.Events;
import io.isolario.core.internal.Durations;
import io.isolario.core.work.PendingWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The arrivals of a selection, in one sandbox. */
final class FilteredEvents<T, E extends T> implements Events<E> {

    private static final int MOST_LISTED = 10;

    private final ManagedSandbox sandbox;
    private final EventLog<T> arrivals;
    private final EventFilter<E> wanted;

    FilteredEvents(ManagedSandbox sandbox, EventLog<T> arrivals, EventFilter<E> wanted) {
        this.sandbox = sandbox;
        this.arrivals = arrivals;
        this.wanted = wanted;
    }

    @Override
    public E awaitOne() {
        return awaitOne(drainTimeout());
    }

    @Override
    public E awaitOne(Duration timeout) {
        return await(1, timeout).get(0);
    }

    @Override
    public List<E> await(int count) {
        return await(count, drainTimeout());
    }

    private Duration drainTimeout() {
        return sandbox.drainTimeout();
    }

    private List<E> await(int count, Duration timeout) {
        long deadline = System.nanoTime() + Durations.nanos(timeout);
        List<E> found = new ArrayList<>();
        long seen = 0;
        while (found.size() < count) {
            List<Arrival<T>> fresh = after(seen, deadline);
            if (fresh.isEmpty()) {
                throw inVain(count, timeout, found, seen);
            }
            fresh.stream()
                    .map(Arrival::what)
                    .filter(wanted::includes)
                    .map(wanted.type()::cast)
                    .forEach(found::add);
            seen = fresh.get(fresh.size() - 1).number();
        }
        return List.copyOf(found.subList(0, count));
    }

    private List<Arrival<T>> after(long seen, long deadline) {
        try {
            return arrivals.after(seen, deadline);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new QuiescenceTimeoutException(
                    "Interrupted while waiting for " + wanted + " in sandbox " + sandbox + ".");
        }
    }

    private AssertionError inVain(int count, Duration timeout, List<E> found, long seen) {
        List<PendingWork> pending = sandbox.pendingWork();
        StringBuilder text =
                new StringBuilder("Awaited " + (count == 1 ? wanted : count + " of " + wanted) + " in sandbox "
                        + sandbox + ", but after " + Durations.describe(timeout) + " "
                        + (found.isEmpty() ? "none has come" : "only " + found.size() + " came") + ". " + instead());
        text.append(
                pending.isEmpty()
                        ? "\nNo work is outstanding that could still bring it."
                        : "\nWork is outstanding that may still bring it; wait longer with awaitOne(timeout):");
        pending.forEach(unit -> text.append("\n- ").append(unit.describe()));
        AssertionError failure = new AssertionError(text.toString());
        arrivals.gaveUp(new FailedWait(wanted, failure, System.nanoTime()), seen);
        return failure;
    }

    /** Says what came that was not wanted. */
    private String instead() {
        List<T> all = arrivals.all();
        if (all.isEmpty()) {
            return "Nothing else came either.";
        }
        Map<String, Long> others = all.stream()
                .filter(each -> !wanted.isOfType(each))
                .collect(Collectors.groupingBy(arrivals::kindOf, TreeMap::new, Collectors.counting()));
        String counted = others.entrySet().stream()
                .map(each -> each.getValue() + " × " + each.getKey())
                .collect(Collectors.joining(", "));
        List<T> near = all.stream()
                .filter(wanted::isOfType)
                .filter(each -> !wanted.includes(each))
                .toList();
        String dropped = arrivals.dropped() == 0 ? "" : " " + arrivals.dropped() + " older ones were dropped.";
        return "What came instead: " + (counted.isEmpty() ? "nothing of another type" : counted) + "." + dropped
                + (near.isEmpty() ? "" : listing(near, "\nOf that type, but others:"));
    }

    @Override
    public List<E> all() {
        sandbox.awaitQuiescence();
        return arrivals.all().stream()
                .filter(wanted::includes)
                .<E>map(wanted.type()::cast)
                .toList();
    }

    @Override
    public E single() {
        List<E> found = all();
        if (found.size() != 1) {
            throw new AssertionError("Expected a single " + wanted + " in sandbox " + sandbox + ", but there are "
                    + found.size() + "." + (found.isEmpty() ? " " + instead() : listing(found, "")));
        }
        return found.get(0);
    }

    @Override
    public void none() {
        List<E> found = all();
        if (!found.isEmpty()) {
            throw new AssertionError("Expected no " + wanted + " in sandbox " + sandbox + ", but there "
                    + (found.size() == 1 ? "is 1:" : "are " + found.size() + ":") + listing(found, ""));
        }
    }

    private static String listing(List<?> found, String heading) {
        StringBuilder text = new StringBuilder(heading);
        found.stream().limit(MOST_LISTED).forEach(each -> text.append("\n- ").append(each));
        if (found.size() > MOST_LISTED) {
            text.append("\nand ").append(found.size() - MOST_LISTED).append(" more");
        }
        return text.toString();
    }

    @Override
    public FilteredEvents<T, E> matching(String description, Predicate<? super E> condition) {
        return new FilteredEvents<>(sandbox, arrivals, wanted.and(description, condition));
    }

    @Override
    public long dropped() {
        return arrivals.dropped();
    }

    @Override
    public String toString() {
        return wanted + " of sandbox " + sandbox;
    }
}
