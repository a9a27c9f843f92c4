package io.isolario.agent.hook;

import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/** A hash table of chains; each chain holds the hand-overs with one key. Guarded by its own monitor, but for its size. */
final class Stripe {

    private static final AtomicIntegerFieldUpdater<Stripe> SIZE =
            AtomicIntegerFieldUpdater.newUpdater(Stripe.class, "size");

    private @Nullable Handoff[] buckets = new Handoff[16];
    private int keys;
    // Written under the monitor; whoever was handed something after it was added here reads that.
    private volatile int size;

    /** Returns how many hand-overs it holds; needs no monitor. */
    int size() {
        return size;
    }

    void add(Handoff added, int hash) {
        SIZE.lazySet(this, size + 1);
        Handoff first = find(added.owner, added.object, hash);
        if (first != null) {
            first.lastSame.nextSame = added;
            first.lastSame = added;
            return;
        }
        if (++keys > buckets.length) {
            grow();
        }
        int bucket = bucket(hash);
        added.nextKey = buckets[bucket];
        buckets[bucket] = added;
    }

    @Nullable
    Handoff find(@Nullable Object owner, Object object, int hash) {
        for (Handoff each = buckets[bucket(hash)]; each != null; each = each.nextKey) {
            if (each.object == object && (owner == null || each.owner == owner)) {
                return each;
            }
        }
        return null;
    }

    boolean remove(Handoff gone, int hash) {
        Handoff first = find(gone.owner, gone.object, hash);
        if (first == null) {
            return false;
        }
        if (first != gone) {
            return removeFromChain(first, gone);
        }
        Handoff heir = gone.nextSame;
        if (heir == null) {
            keys--;
            replace(gone, gone.nextKey, hash);
        } else {
            heir.nextKey = gone.nextKey;
            heir.lastSame = gone.lastSame;
            replace(gone, heir, hash);
        }
        gone.nextKey = null;
        gone.nextSame = null;
        shrinks();
        return true;
    }

    private void shrinks() {
        SIZE.lazySet(this, size - 1);
    }

    private boolean removeFromChain(Handoff first, Handoff gone) {
        for (Handoff each = first; each.nextSame != null; each = each.nextSame) {
            if (each.nextSame == gone) {
                each.nextSame = gone.nextSame;
                if (first.lastSame == gone) {
                    first.lastSame = each;
                }
                gone.nextSame = null;
                shrinks();
                return true;
            }
        }
        return false;
    }

    private void replace(Handoff old, @Nullable Handoff replacement, int hash) {
        int bucket = bucket(hash);
        if (buckets[bucket] == old) {
            buckets[bucket] = replacement;
            return;
        }
        for (Handoff each = buckets[bucket]; each != null; each = each.nextKey) {
            if (each.nextKey == old) {
                each.nextKey = replacement;
                return;
            }
        }
    }

    void collect(Object owner, List<Handoff> into) {
        for (Handoff bucket : buckets) {
            for (Handoff key = bucket; key != null; key = key.nextKey) {
                for (Handoff each = key.owner == owner ? key : null; each != null; each = each.nextSame) {
                    into.add(each);
                }
            }
        }
    }

    private void grow() {
        @Nullable Handoff[] old = buckets;
        buckets = new Handoff[old.length * 2];
        for (Handoff bucket : old) {
            Handoff each = bucket;
            while (each != null) {
                Handoff next = each.nextKey;
                int index = bucket(hash(each.object));
                each.nextKey = buckets[index];
                buckets[index] = each;
                each = next;
            }
        }
    }

    private int bucket(int hash) {
        return (hash >>> 6) & (buckets.length - 1);
    }

    static int hash(Object object) {
        int hash = System.identityHashCode(object);
        return hash ^ (hash >>> 16);
    }
}
