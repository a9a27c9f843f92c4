package io.isolario.agent.hook.thread;

import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.agent.hook.handoff.TakeSite;
import io.isolario.core.CarriedWork;
import io.isolario.core.RefusalException;
import io.isolario.core.Sandbox;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The elements that a thread took from a queue and works on until it asks that queue for more. They are all of one sandbox: work
 * on a batch of several cannot be attributed. Confined to its thread.
 */
public final class TakenElements {

    private static final int FEW = 4;

    // The element taken last is first: scopes end in reverse order.
    private final Deque<Handoff> taken = new ArrayDeque<>(FEW);
    private @Nullable Object queue;
    private boolean emptyHanded;
    private @Nullable Object waitedFor;
    private @Nullable WeakReference<Object> served;

    /** The thread wants another element of a queue: it is done with those it has, unless it collects a batch. */
    public void asks(Object askedQueue, boolean waits) {
        if (queue == askedQueue && (waits || emptyHanded)) {
            end();
        }
        waitedFor = waits ? askedQueue : null;
    }

    /** The thread came back from a queue that it did not wait for, or not for ever. */
    public void polled(Object polledQueue, boolean foundNothing) {
        if (queue == polledQueue) {
            emptyHanded = foundNothing;
        }
        if (foundNothing && waitedFor == polledQueue) {
            serves(polledQueue);
        }
        waitedFor = null;
    }

    /** Returns whether the thread has worked on an element of a queue, or waited for one in vain, and comes back. */
    public boolean servedBefore(Object askedQueue) {
        return served != null && served.get() == askedQueue;
    }

    /** Forgets which queue the thread served: its next task is another. */
    void forgetServed() {
        served = null;
        waitedFor = null;
    }

    public boolean isNone() {
        return taken.isEmpty();
    }

    public void adopt(Handoff element) {
        Handoff last = taken.peek();
        if (last != null && last.sandbox() != element.sandbox()) {
            if (element.owner() instanceof BlockingQueue) {
                refuseMixture(last, element);
                return;
            }
            // Who asks such a queue has no way to wait, so it does not say when it is done with what it had.
            end();
        }
        if (waitedFor != element.owner()) {
            element.isTakenAt(new TakeSite());
        }
        if (element.begin()) {
            queue = element.owner();
            emptyHanded = false;
            taken.push(element);
        }
    }

    public void end() {
        Handoff last = taken.peek();
        if (last != null) {
            serves(last.owner());
        }
        queue = null;
        emptyHanded = false;
        while (last != null) {
            taken.pop();
            last.end();
            last = taken.peek();
        }
    }

    /** Ends what was taken since the unit began that ends now: a task that polled a queue itself is done with what it got. */
    void endInside(CarriedWork ending) {
        Handoff last = taken.peek();
        while (last != null && !ending.bindsCaller() && last.bindsCaller()) {
            taken.pop();
            last.end();
            last = taken.peek();
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
                + ". Nobody can say whose work the batch is. Take one element at a time with take(), or have one consumer "
                + "for each sandbox.");
        fail(before.sandbox(), refusal);
        fail(element.sandbox(), refusal);
        element.drop();
        end();
    }

    private static void fail(@Nullable Sandbox sandbox, RefusalException refusal) {
        if (sandbox != null) {
            sandbox.fail(String.valueOf(refusal.getMessage()), refusal);
        }
    }
}
