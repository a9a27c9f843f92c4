package io.isolario.agent.hook;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is on its way, by identity: first in, first out for the same object handed to the same owner. Equal hand-overs of one
 * object (a shared lambda, an interned string) cannot be told apart, so it does not matter which is which.
 *
 * <p>Thread-safe. Its locks are monitors, and nothing is called under them.
 */
final class HandoffTable {

    private static final int STRIPES = 64;

    private final Stripe[] stripes = new Stripe[STRIPES];
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
        int size = 0;
        for (Stripe stripe : stripes) {
            size += stripe.size();
        }
        return size;
    }

    /** Returns whether it serves everybody, so that it is never on its way for a sandbox. */
    boolean leavesAlone(Object object) {
        return plumbing.contains(object);
    }

    void add(Handoff handoff) {
        int hash = Stripe.hash(handoff.object);
        Stripe stripe = stripe(hash);
        synchronized (stripe) {
            stripe.add(handoff, hash);
        }
    }

    /** Returns what was handed over first, without taking it out; null when there is none. */
    @Nullable
    Handoff peek(Object owner, Object object) {
        int hash = Stripe.hash(object);
        Stripe stripe = stripe(hash);
        if (stripe.size() == 0) {
            return null;
        }
        synchronized (stripe) {
            return stripe.find(owner, object, hash);
        }
    }

    /** Takes out what was handed over first; null when there is none. */
    @Nullable
    Handoff take(Object owner, Object object) {
        return takeFirst(owner, object);
    }

    /** Takes out what was handed over first to anybody; null when there is none. */
    @Nullable
    Handoff takeFromAnybody(Object object) {
        return takeFirst(null, object);
    }

    private @Nullable Handoff takeFirst(@Nullable Object owner, Object object) {
        int hash = Stripe.hash(object);
        Stripe stripe = stripe(hash);
        if (stripe.size() == 0) {
            return null;
        }
        synchronized (stripe) {
            Handoff found = stripe.find(owner, object, hash);
            if (found != null) {
                stripe.remove(found, hash);
            }
            return found;
        }
    }

    void remove(Handoff handoff) {
        int hash = Stripe.hash(handoff.object);
        Stripe stripe = stripe(hash);
        synchronized (stripe) {
            stripe.remove(handoff, hash);
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
