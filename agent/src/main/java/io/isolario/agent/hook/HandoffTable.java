package io.isolario.agent.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * What is on its way, by identity: first in, first out for the same object handed to the same owner. Equal hand-overs of one
 * object (a shared lambda, an interned string) cannot be told apart, so it does not matter which is which.
 *
 * <p>Thread-safe. Its locks are monitors, and nothing is called under them.
 */
final class HandoffTable {

    private static final int STRIPES = 64;

    // Numbers of entries that were ever added and taken out, each on a cache line of its own: one thread adds what
    // another
    // one takes.
    private static final int ADDED = 16;
    private static final int TAKEN = 32;
    private static final int CELLS = 48;

    private final Stripe[] stripes = new Stripe[STRIPES];
    // Raised before an entry can be found by anybody, and after it is gone: if they are equal, there is nothing to look
    // for.
    private final AtomicLongArray counts = new AtomicLongArray(CELLS);

    private final Plumbing plumbing = Plumbing.read();

    HandoffTable() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    boolean isEmpty() {
        return size() == 0;
    }

    int size() {
        long taken = counts.get(TAKEN);
        return (int) (counts.get(ADDED) - taken);
    }

    /** Returns whether it serves everybody, so that it is never on its way for a sandbox. */
    boolean leavesAlone(Object object) {
        return plumbing.contains(object);
    }

    void add(Handoff handoff) {
        counts.getAndIncrement(ADDED);
        int hash = Stripe.hash(handoff.object);
        Stripe stripe = stripe(hash);
        synchronized (stripe) {
            stripe.add(handoff, hash);
        }
    }

    /** Returns what was handed over first, without taking it out; null when there is none. */
    @Nullable
    Handoff peek(Object owner, Object object) {
        if (isEmpty()) {
            return null;
        }
        int hash = Stripe.hash(object);
        Stripe stripe = stripe(hash);
        synchronized (stripe) {
            return stripe.find(owner, object, hash);
        }
    }

    /** Takes out what was handed over first; null when there is none. */
    @Nullable
    Handoff take(Object owner, Object object) {
        return isEmpty() ? null : takeFirst(owner, object);
    }

    /** Takes out what was handed over first to anybody; null when there is none. */
    @Nullable
    Handoff takeFromAnybody(Object object) {
        return isEmpty() ? null : takeFirst(null, object);
    }

    private @Nullable Handoff takeFirst(@Nullable Object owner, Object object) {
        int hash = Stripe.hash(object);
        Stripe stripe = stripe(hash);
        Handoff found;
        synchronized (stripe) {
            found = stripe.find(owner, object, hash);
            if (found != null) {
                stripe.remove(found, hash);
            }
        }
        if (found != null) {
            counts.getAndIncrement(TAKEN);
        }
        return found;
    }

    void remove(Handoff handoff) {
        int hash = Stripe.hash(handoff.object);
        Stripe stripe = stripe(hash);
        boolean removed;
        synchronized (stripe) {
            removed = stripe.remove(handoff, hash);
        }
        if (removed) {
            counts.getAndIncrement(TAKEN);
        }
    }

    /** Returns everything that was handed to one owner, in order only as far as it is the same object. */
    List<Handoff> all(Object owner) {
        List<Handoff> found = new ArrayList<>();
        for (Stripe stripe : stripes) {
            synchronized (stripe) {
                stripe.collect(owner, found);
            }
        }
        return found;
    }

    /** Takes out everything that was handed to one owner. */
    List<Handoff> takeAll(Object owner) {
        List<Handoff> taken = all(owner);
        for (Handoff handoff : taken) {
            remove(handoff);
        }
        return taken;
    }

    private Stripe stripe(int hash) {
        return stripes[hash & (STRIPES - 1)];
    }
}
