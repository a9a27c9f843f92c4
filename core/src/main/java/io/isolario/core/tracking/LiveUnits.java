package io.isolario.core.tracking;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The units of one sandbox that have not ended, in no order. Each has a slot, taken and given back without a lock: that happens
 * for every task, while a walk over all of them is rare. Thread-safe.
 */
final class LiveUnits {

    private static final int FIRST_SLOTS = 256;
    private static final int MOST_SLOTS = 1 << 16;
    private static final int TRIES = 8;

    private static final AtomicReferenceFieldUpdater<LiveUnits, Segment> NEWEST =
            AtomicReferenceFieldUpdater.newUpdater(LiveUnits.class, Segment.class, "newest");

    private volatile Segment newest = new Segment(FIRST_SLOTS, null);

    /** @param where the slot to try first; a good one is different for each unit */
    void add(TrackedWork unit, long where) {
        Segment segment = newest;
        while (!segment.take(unit, where)) {
            Segment bigger = new Segment(Math.min(segment.slots.length() * 2, MOST_SLOTS), segment);
            segment = NEWEST.compareAndSet(this, segment, bigger) ? bigger : newest;
        }
    }

    void forEach(Consumer<TrackedWork> action) {
        for (Segment segment = newest; segment != null; segment = segment.older) {
            for (int slot = 0; slot < segment.slots.length(); slot++) {
                TrackedWork unit = segment.slots.getAcquire(slot);
                if (unit != null) {
                    action.accept(unit);
                }
            }
        }
    }

    /** Returns the youngest unit that a thread runs. Without a lambda: linking one may be what submits the unit at hand. */
    @Nullable
    TrackedWork newestOn(Thread thread) {
        TrackedWork newestUnit = null;
        for (Segment segment = newest; segment != null; segment = segment.older) {
            for (int slot = 0; slot < segment.slots.length(); slot++) {
                TrackedWork unit = segment.slots.getAcquire(slot);
                if (unit != null && unit.runsOn(thread) && unit.isYoungerThan(newestUnit)) {
                    newestUnit = unit;
                }
            }
        }
        return newestUnit;
    }

    /** A number of slots; the one before it is full, or nearly so. Whoever ends a unit reads nothing here that others write. */
    static final class Segment {

        private final AtomicReferenceArray<@Nullable TrackedWork> slots;
        private final @Nullable Segment older;

        Segment(int size, @Nullable Segment older) {
            this.slots = new AtomicReferenceArray<>(size);
            this.older = older;
        }

        private boolean take(TrackedWork unit, long where) {
            for (int tries = 0; tries < TRIES; tries++) {
                // Neighbours in time are not neighbours in memory.
                int slot = ((int) (where + tries) * 17) & (slots.length() - 1);
                if (slots.get(slot) == null) {
                    unit.isKeptIn(this, slot);
                    if (slots.compareAndSet(slot, null, unit)) {
                        return true;
                    }
                }
            }
            return false;
        }

        void giveBack(int slot) {
            slots.setRelease(slot, null);
        }
    }
}
