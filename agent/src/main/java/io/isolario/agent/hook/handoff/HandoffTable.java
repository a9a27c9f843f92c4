package io.isolario.agent.hook.handoff;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.work.Waiting;
import io.isolario.core.work.WorkKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The units that are on their way, by the identities of object and owner: first in, first out among units with the same key. One
 * object handed over twice (a shared lambda, an interned string) makes two units that are interchangeable.
 *
 * <p>Thread-safe. A hash leads to a cell of an array, which holds nothing, one unit, or a {@link HandoffBucket} of several. For each
 * task one thread adds a unit and another takes it out: with one unit in a cell they share one word, and no lock.
 */
public final class HandoffTable {

    // A few thousand units at a time are many; with more, buckets grow.
    static final int CELL_BITS = 13;

    private final AtomicReferenceArray<@Nullable Object> cells = new AtomicReferenceArray<>(1 << CELL_BITS);
    private final SharedInfrastructure sharedInfrastructure = SharedInfrastructure.read();

    /** Initialises the classes of this package. */
    public static void preload() {
        Initialization.of(List.of(
                EarlyRun.class,
                Handoff.class,
                HandoffBucket.class,
                HandoffTable.class,
                Horizon.class,
                JdkWrappers.class,
                SharedInfrastructure.class,
                TakeSite.class));
    }

    /** Returns how many units there are, counted one by one. */
    public int size() {
        int size = 0;
        for (int cell = 0; cell < cells.length(); cell++) {
            Object here = cells.get(cell);
            size += here instanceof HandoffBucket bucket ? bucket.size() : here == null ? 0 : 1;
        }
        return size;
    }

    /** Returns whether an object is shared infrastructure, so that it is never a unit. */
    public boolean isShared(Object object) {
        return sharedInfrastructure.contains(object);
    }

    /** Adds a unit; returns null if its sandbox has ended, or if the object is shared infrastructure. */
    public @Nullable Handoff handOver(
            Object owner, Object object, ManagedSandbox sandbox, Waiting waiting, WorkKind kind) {
        if (isShared(object)) {
            return null;
        }
        Handoff handoff = new Handoff(this, owner, object, sandbox, waiting, kind);
        add(handoff);
        if (handoff.isOver()) {
            // Its sandbox ended before the unit was in the table.
            remove(handoff);
            return null;
        }
        return handoff;
    }

    private void add(Handoff handoff) {
        int hash = HandoffBucket.hash(handoff.object);
        int cell = cell(hash);
        while (true) {
            Object here = cells.get(cell);
            boolean added = here == null
                    ? cells.compareAndSet(cell, null, handoff)
                    : here instanceof HandoffBucket bucket
                            ? addTo(bucket, cell, handoff, hash)
                            : addAsSecond(cell, (Handoff) here, handoff);
            if (added) {
                return;
            }
        }
    }

    private boolean addTo(HandoffBucket bucket, int cell, Handoff handoff, int hash) {
        boolean added = bucket.add(handoff, hash);
        if (!added) {
            // The thread that closed the bucket may not have emptied the cell yet.
            cells.compareAndSet(cell, bucket, null);
        }
        return added;
    }

    private boolean addAsSecond(int cell, Handoff first, Handoff second) {
        HandoffBucket bucket = new HandoffBucket();
        // A thread that finds the bucket in the cell waits until both units are in it.
        synchronized (bucket) {
            if (!cells.compareAndSet(cell, first, bucket)) {
                return false;
            }
            bucket.add(first, HandoffBucket.hash(first.object));
            return bucket.add(second, HandoffBucket.hash(second.object));
        }
    }

    /** Returns the first unit with a key, which stays in the table; null if there is none. */
    public @Nullable Handoff peek(Object owner, Object object) {
        int hash = HandoffBucket.hash(object);
        Object here = cells.get(cell(hash));
        if (here instanceof HandoffBucket bucket) {
            return bucket.find(owner, object, hash);
        }
        return here instanceof Handoff one && one.is(owner, object) ? one : null;
    }

    /** Removes and returns the first unit with a key; null if there is none. */
    public @Nullable Handoff take(Object owner, Object object) {
        return takeFirst(owner, object);
    }

    /** Removes and returns a unit of an object, whatever its owner; null if there is none. */
    public @Nullable Handoff takeFromAnyOwner(Object object) {
        return takeFirst(null, object);
    }

    private @Nullable Handoff takeFirst(@Nullable Object owner, Object object) {
        int hash = HandoffBucket.hash(object);
        int cell = cell(hash);
        while (true) {
            Object here = cells.get(cell);
            if (here instanceof HandoffBucket bucket) {
                // A unit that was added before is in this bucket, or another thread has taken it.
                Handoff found = bucket.take(owner, object, hash);
                closeIfEmpty(cell, bucket);
                return found;
            }
            if (!(here instanceof Handoff one) || !one.is(owner, object)) {
                return null;
            }
            if (cells.compareAndSet(cell, one, null)) {
                return one;
            }
        }
    }

    /** Removes a unit, if it is in the table. */
    public void remove(Handoff handoff) {
        int hash = HandoffBucket.hash(handoff.object);
        int cell = cell(hash);
        while (true) {
            Object here = cells.get(cell);
            if (here instanceof HandoffBucket bucket) {
                bucket.remove(handoff, hash);
                closeIfEmpty(cell, bucket);
                return;
            }
            if (here != handoff || cells.compareAndSet(cell, handoff, null)) {
                return;
            }
        }
    }

    private void closeIfEmpty(int cell, HandoffBucket bucket) {
        if (bucket.closeIfEmpty()) {
            cells.compareAndSet(cell, bucket, null);
        }
    }

    /** Returns the units of an owner; those of one object are in the order in which they were added. */
    public List<Handoff> all(Object owner) {
        List<Handoff> found = new ArrayList<>();
        for (int cell = 0; cell < cells.length(); cell++) {
            Object here = cells.get(cell);
            if (here instanceof HandoffBucket bucket) {
                bucket.collect(owner, found);
            } else if (here instanceof Handoff one && one.owner == owner) {
                found.add(one);
            }
        }
        return found;
    }

    /** Removes and returns the units of an owner. */
    public List<Handoff> takeAll(Object owner) {
        List<Handoff> taken = all(owner);
        for (Handoff handoff : taken) {
            remove(handoff);
        }
        return taken;
    }

    private static int cell(int hash) {
        return hash & ((1 << CELL_BITS) - 1);
    }
}
