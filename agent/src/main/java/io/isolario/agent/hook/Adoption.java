package io.isolario.agent.hook;

import io.isolario.core.RefusalException;
import io.isolario.core.Sandbox;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The elements that a thread took from a queue and works on until it asks that queue for more. They are all of one sandbox: work
 * on a batch of several cannot be attributed. Confined to its thread.
 */
final class Adoption {

    // The element taken last is first: scopes end in reverse order.
    private final Deque<Handoff> elements = new ArrayDeque<>();
    private @Nullable Object queue;
    private boolean emptyHanded;

    /** The thread wants another element of a queue: it is done with those it has, unless it collects a batch. */
    void asks(Object askedQueue, boolean waits) {
        if (queue == askedQueue && (waits || emptyHanded)) {
            end();
        }
    }

    /** The thread came back from a queue that it did not wait for. */
    void polled(Object polledQueue, boolean foundNothing) {
        if (queue == polledQueue) {
            emptyHanded = foundNothing;
        }
    }

    void adopt(Handoff element) {
        Handoff last = elements.peek();
        if (last != null && last.sandbox() != element.sandbox()) {
            refuseMixture(last, element);
            return;
        }
        if (element.begin()) {
            queue = element.owner;
            emptyHanded = false;
            elements.push(element);
        }
    }

    void end() {
        for (Handoff element = elements.poll(); element != null; element = elements.poll()) {
            element.end();
        }
        queue = null;
        emptyHanded = false;
    }

    private void refuseMixture(Handoff last, Handoff element) {
        RefusalException refusal = new RefusalException("Thread \""
                + Thread.currentThread().getName() + "\" took elements of two sandboxes as one batch from a "
                + element.owner.getClass().getSimpleName() + ": of " + last.sandbox() + " and of " + element.sandbox()
                + ". Nobody can say whose work the batch is. Take one element at a time with take(), or have one consumer "
                + "for each sandbox.");
        fail(last.sandbox(), refusal);
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
