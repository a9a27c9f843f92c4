package io.isolario.agent.hook.thread;

import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.agent.hook.handoff.TakeSite;
import io.isolario.core.CarriedWork;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The elements that a thread took from a queue and works on until it asks that queue for more. They all belong to one sandbox: work
 * on a batch of two sandboxes cannot be attributed. Confined to its thread.
 */
public final class TakenElements {

    private static final int FEW = 4;

    // The element taken last is first: scopes end in reverse order.
    private final Deque<Handoff> elements = new ArrayDeque<>(FEW);
    // The queue of these elements, and whether the last poll of it returned nothing.
    private @Nullable Object queue;
    private boolean lastPollWasEmpty;
    // The queue that the thread waits at.
    private @Nullable Object waitedFor;
    // The queue that the thread consumes: it had an element of it, or waited for one, and asks again.
    private @Nullable WeakReference<Object> served;

    /**
     * The thread asks a queue for an element. If it has elements of that queue, they end, unless it collects a batch: a thread that
     * has used the sandbox of an element since it took it has worked on it.
     *
     * @param waits whether it may wait long
     */
    public void asks(Object askedQueue, boolean waits) {
        if (queue == askedQueue && (waits || lastPollWasEmpty || lastWasUsed())) {
            end();
        }
        waitedFor = waits ? askedQueue : null;
    }

    private boolean lastWasUsed() {
        Handoff last = elements.peek();
        return last != null && last.wasUsed();
    }

    /** The thread took an element that no sandbox put: what it has of that queue ends, as the new one is none of its sandbox's. */
    public void tookUnowned(Object askedQueue) {
        if (queue == askedQueue) {
            end();
        }
    }

    /** Returns whether the thread works on an element of a queue. */
    public boolean hasElementOf(Object askedQueue) {
        return queue == askedQueue;
    }

    /** The thread returns from a queue at which it did not wait, or waited for a limited time. */
    public void polled(Object polledQueue, boolean foundNothing) {
        if (queue == polledQueue) {
            lastPollWasEmpty = foundNothing;
        }
        if (foundNothing && waitedFor == polledQueue) {
            serves(polledQueue);
        }
        waitedFor = null;
    }

    /** Returns whether the thread has worked on an element of a queue, or has waited for one and got none. */
    public boolean servedBefore(Object askedQueue) {
        return served != null && served.get() == askedQueue;
    }

    /** Returns whether the thread has asked a queue for an element, and waits for it, maybe long. */
    public boolean waitsFor(Object askedQueue) {
        return waitedFor == askedQueue;
    }

    /** Forgets which queue the thread consumes, as it begins another task. */
    void forgetServed() {
        served = null;
        waitedFor = null;
    }

    /** Returns whether the thread works on no element. */
    public boolean isNone() {
        return elements.isEmpty();
    }

    /** Binds the calling thread to the sandbox of an element that it took. */
    public void add(Handoff element) {
        Handoff last = elements.peek();
        if (last != null && last.sandbox() != element.sandbox()) {
            if (element.owner() instanceof BlockingQueue && !last.wasUsed()) {
                refuseMixture(last, element);
                return;
            }
            // It was used, or its queue has no way to wait, so that nothing else tells when the thread is done with it.
            end();
        }
        if (waitedFor != element.owner()) {
            element.isTakenAt(new TakeSite());
        }
        if (element.begin()) {
            queue = element.owner();
            lastPollWasEmpty = false;
            elements.push(element);
        }
    }

    /** Ends all elements. */
    public void end() {
        Handoff last = elements.peek();
        if (last != null) {
            serves(last.owner());
        }
        queue = null;
        lastPollWasEmpty = false;
        while (last != null) {
            elements.pop();
            last.end();
            last = elements.peek();
        }
    }

    /** Ends the elements that were taken since a unit began which ends now. */
    void endInside(CarriedWork ending) {
        Handoff last = elements.peek();
        while (last != null && !ending.bindsCaller() && last.bindsCaller()) {
            elements.pop();
            last.end();
            last = elements.peek();
        }
        if (last == null) {
            end();
        }
    }

    private void serves(Object servedQueue) {
        if (!servedBefore(servedQueue)) {
            served = new WeakReference<>(servedQueue);
        }
    }

    private void refuseMixture(Handoff before, Handoff element) {
        RefusalException refusal = new RefusalException("Thread \""
                + Thread.currentThread().getName() + "\" took elements of two sandboxes as one batch from a "
                + element.owner().getClass().getSimpleName() + ": of " + before.sandbox() + " and of "
                + element.sandbox()
                + ". Work on this batch cannot be attributed to a sandbox. Take one element at a time "
                + "with take(), or have one consumer for each sandbox.");
        fail(before.sandbox(), refusal);
        fail(element.sandbox(), refusal);
        element.drop();
        end();
    }

    private static void fail(@Nullable ManagedSandbox sandbox, RefusalException refusal) {
        if (sandbox != null) {
            sandbox.fail(String.valueOf(refusal.getMessage()), refusal);
        }
    }
}
