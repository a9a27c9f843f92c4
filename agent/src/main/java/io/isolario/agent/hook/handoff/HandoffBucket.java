package io.isolario.agent.hook.handoff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several units in one cell of the table: a hash table of chains. A chain links the first units of its keys, and each of them links
 * the later units with its key. An empty bucket may be closed for good. Thread-safe, guarded by its own monitor.
 */
final class HandoffBucket {

    private static final int FIRST_CHAINS = 2;

    private @Nullable Handoff[] chains = new Handoff[FIRST_CHAINS];
    private int keys;
    private int size;
    private boolean closed;

    synchronized int size() {
        return size;
    }

    /** Closes the bucket if it is empty; returns whether it is closed. */
    synchronized boolean closeIfEmpty() {
        closed = size == 0;
        return closed;
    }

    /** Returns false, and does nothing, if the bucket is closed. */
    synchronized boolean add(Handoff added, int hash) {
        if (!closed) {
            put(added, hash);
            size++;
        }
        return !closed;
    }

    private void put(Handoff added, int hash) {
        Handoff first = find(added.owner, added.object, hash);
        if (first != null) {
            first.lastSame.nextSame = added;
            first.lastSame = added;
            return;
        }
        if (++keys > chains.length) {
            grow();
        }
        int chain = chain(hash);
        added.nextKey = chains[chain];
        chains[chain] = added;
    }

    /** Removes and returns the first unit with a key; a null owner stands for any. */
    synchronized @Nullable Handoff take(@Nullable Object owner, Object object, int hash) {
        Handoff found = find(owner, object, hash);
        if (found != null) {
            remove(found, hash);
        }
        return found;
    }

    synchronized @Nullable Handoff find(@Nullable Object owner, Object object, int hash) {
        for (Handoff each = chains[chain(hash)]; each != null; each = each.nextKey) {
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
            return removeLater(first, gone);
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

    private boolean removeLater(Handoff first, Handoff gone) {
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
        int chain = chain(hash);
        if (chains[chain] == old) {
            chains[chain] = replacement;
            return;
        }
        for (Handoff each = chains[chain]; each != null; each = each.nextKey) {
            if (each.nextKey == old) {
                each.nextKey = replacement;
                return;
            }
        }
    }

    synchronized void collect(Object owner, List<Handoff> into) {
        for (Handoff chain : chains) {
            for (Handoff key = chain; key != null; key = key.nextKey) {
                for (Handoff each = key.owner == owner ? key : null; each != null; each = each.nextSame) {
                    into.add(each);
                }
            }
        }
    }

    private void grow() {
        @Nullable Handoff[] old = chains;
        chains = new Handoff[old.length * 2];
        for (Handoff chain : old) {
            Handoff each = chain;
            while (each != null) {
                Handoff next = each.nextKey;
                int index = chain(hash(each.object));
                each.nextKey = chains[index];
                chains[index] = each;
                each = next;
            }
        }
    }

    private int chain(int hash) {
        return (hash >>> HandoffTable.CELL_BITS) & (chains.length - 1);
    }

    static int hash(Object object) {
        int hash = System.identityHashCode(object);
        return hash ^ (hash >>> 16);
    }
}
