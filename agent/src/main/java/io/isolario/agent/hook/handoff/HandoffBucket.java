package io.isolario.agent.hook.handoff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several hand-overs that one slot of the table leads to: a hash table of chains; each chain holds the hand-overs with one key. An
 * empty bin may be given up for good. Thread-safe, guarded by its own monitor.
 */
final class HandoffBucket {

    private static final int FIRST_BUCKETS = 2;

    private @Nullable Handoff[] buckets = new Handoff[FIRST_BUCKETS];
    private int keys;
    private int size;
    private boolean givenUp;

    synchronized int size() {
        return size;
    }

    /** Returns whether it is given up now, as there is nothing in it. */
    synchronized boolean isGivenUpIfEmpty() {
        givenUp = size == 0;
        return givenUp;
    }

    /** Returns false, and does nothing, if it was given up. */
    synchronized boolean add(Handoff added, int hash) {
        if (!givenUp) {
            put(added, hash);
            size++;
        }
        return !givenUp;
    }

    private void put(Handoff added, int hash) {
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

    /** Takes out the first one with a key; any owner will do if none is given. */
    synchronized @Nullable Handoff take(@Nullable Object owner, Object object, int hash) {
        Handoff found = find(owner, object, hash);
        if (found != null) {
            remove(found, hash);
        }
        return found;
    }

    synchronized @Nullable Handoff find(@Nullable Object owner, Object object, int hash) {
        for (Handoff each = buckets[bucket(hash)]; each != null; each = each.nextKey) {
            if (each.is(owner, object)) {
                return each;
            }
        }
        return null;
    }

    synchronized boolean remove(Handoff gone, int hash) {
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
        size--;
        return true;
    }

    private boolean removeFromChain(Handoff first, Handoff gone) {
        for (Handoff each = first; each.nextSame != null; each = each.nextSame) {
            if (each.nextSame == gone) {
                each.nextSame = gone.nextSame;
                if (first.lastSame == gone) {
                    first.lastSame = each;
                }
                gone.nextSame = null;
                size--;
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

    synchronized void collect(Object owner, List<Handoff> into) {
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
        return (hash >>> HandoffTable.SLOT_BITS) & (buckets.length - 1);
    }

    static int hash(Object object) {
        int hash = System.identityHashCode(object);
        return hash ^ (hash >>> 16);
    }
}
