package io.isolario.agent.hook.handoff;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What is on its way, by identity: first in, first out for the same object handed to the same owner. Equal hand-overs of one
 * object (a shared lambda, an interned string) cannot be told apart, so it does not matter which is which.
 *
 * <p>Thread-safe. A hash leads to a slot, which holds nothing, the one hand-over that is there, or a {@link HandoffBucket} of several. One
 * thread puts in what another one takes out, for every task: with one hand-over in a slot that is one word that they share, and no
 * lock.
 */
public final class HandoffTable {

    // Some thousand hand-overs on their way at once are many; beyond that, bins do.
    static final int SLOT_BITS = 13;

    private final AtomicReferenceArray<@Nullable Object> slots = new AtomicReferenceArray<>(1 << SLOT_BITS);
    private final SharedInfrastructure plumbing = SharedInfrastructure.read();

    /** Initialises the classes that the hooks need from this package; see {@code HookPreloading}. */
    public static void prepare() {
        Initialization.of(List.of(
                HandoffBucket.class,
                EarlyRun.class,
                Handoff.class,
                HandoffTable.class,
                Horizon.class,
                SharedInfrastructure.class,
                JdkWrappers.class,
                TakeSite.class));
    }

    /** Returns how many there are, counted one by one. */
    public int size() {
        int size = 0;
        for (int slot = 0; slot < slots.length(); slot++) {
            Object here = slots.get(slot);
            size += here instanceof HandoffBucket bin ? bin.size() : here == null ? 0 : 1;
        }
        return size;
    }

    /** Returns whether it serves everybody, so that it is never on its way for a sandbox. */
    public boolean leavesAlone(Object object) {
        return plumbing.contains(object);
    }

    void add(Handoff handoff) {
        int hash = HandoffBucket.hash(handoff.object);
        int slot = slot(hash);
        while (true) {
            Object here = slots.get(slot);
            boolean added = here == null
                    ? slots.compareAndSet(slot, null, handoff)
                    : here instanceof HandoffBucket bin
                            ? addTo(bin, slot, handoff, hash)
                            : addAsSecond(slot, (Handoff) here, handoff);
            if (added) {
                return;
            }
        }
    }

    private boolean addTo(HandoffBucket bin, int slot, Handoff handoff, int hash) {
        boolean added = bin.add(handoff, hash);
        if (!added) {
            // Whoever gave it up may not have come to that yet.
            slots.compareAndSet(slot, bin, null);
        }
        return added;
    }

    private boolean addAsSecond(int slot, Handoff first, Handoff second) {
        HandoffBucket bin = new HandoffBucket();
        // Whoever finds the bin in the slot waits until both are in it.
        synchronized (bin) {
            if (!slots.compareAndSet(slot, first, bin)) {
                return false;
            }
            bin.add(first, HandoffBucket.hash(first.object));
            return bin.add(second, HandoffBucket.hash(second.object));
        }
    }

    /** Returns what was handed over first, without taking it out; null when there is none. */
    @Nullable
    public Handoff peek(Object owner, Object object) {
        int hash = HandoffBucket.hash(object);
        Object here = slots.get(slot(hash));
        if (here instanceof HandoffBucket bin) {
            return bin.find(owner, object, hash);
        }
        return here instanceof Handoff one && one.is(owner, object) ? one : null;
    }

    /** Takes out what was handed over first; null when there is none. */
    @Nullable
    public Handoff take(Object owner, Object object) {
        return takeFirst(owner, object);
    }

    /** Takes out what was handed over first to anybody; null when there is none. */
    @Nullable
    public Handoff takeFromAnybody(Object object) {
        return takeFirst(null, object);
    }

    private @Nullable Handoff takeFirst(@Nullable Object owner, Object object) {
        int hash = HandoffBucket.hash(object);
        int slot = slot(hash);
        while (true) {
            Object here = slots.get(slot);
            if (here instanceof HandoffBucket bin) {
                // What was put in before is in this bin, or in nobody's hands but those of who took it out.
                Handoff found = bin.take(owner, object, hash);
                giveUpIfEmpty(slot, bin);
                return found;
            }
            if (!(here instanceof Handoff one) || !one.is(owner, object)) {
                return null;
            }
            if (slots.compareAndSet(slot, one, null)) {
                return one;
            }
        }
    }

    public void remove(Handoff handoff) {
        int hash = HandoffBucket.hash(handoff.object);
        int slot = slot(hash);
        while (true) {
            Object here = slots.get(slot);
            if (here instanceof HandoffBucket bin) {
                bin.remove(handoff, hash);
                giveUpIfEmpty(slot, bin);
                return;
            }
            if (here != handoff || slots.compareAndSet(slot, handoff, null)) {
                return;
            }
        }
    }

    private void giveUpIfEmpty(int slot, HandoffBucket bin) {
        if (bin.isGivenUpIfEmpty()) {
            slots.compareAndSet(slot, bin, null);
        }
    }

    /** Returns everything that was handed to one owner, in order only as far as it is the same object. */
    public List<Handoff> all(Object owner) {
        List<Handoff> found = new ArrayList<>();
        for (int slot = 0; slot < slots.length(); slot++) {
            Object here = slots.get(slot);
            if (here instanceof HandoffBucket bin) {
                bin.collect(owner, found);
            } else if (here instanceof Handoff one && one.owner == owner) {
                found.add(one);
            }
        }
        return found;
    }

    /** Takes out everything that was handed to one owner. */
    public List<Handoff> takeAll(Object owner) {
        List<Handoff> taken = all(owner);
        for (Handoff handoff : taken) {
            remove(handoff);
        }
        return taken;
    }

    private static int slot(int hash) {
        return hash & ((1 << SLOT_BITS) - 1);
    }
}
