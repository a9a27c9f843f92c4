package io.isolario.agent.hook.queue;

import java.util.IdentityHashMap;

/** Counts objects by identity. Confined to its thread. */
final class IdentityCounts {

    private final IdentityHashMap<Object, int[]> counts = new IdentityHashMap<>();

    private IdentityCounts() {}

    static IdentityCounts of(Object[] objects) {
        IdentityCounts all = new IdentityCounts();
        for (Object object : objects) {
            int[] count = all.counts.get(object);
            if (count == null) {
                all.counts.put(object, new int[] {1});
            } else {
                count[0]++;
            }
        }
        return all;
    }

    /** Takes one off the count of an object; returns false if its count is zero. */
    boolean takeOne(Object object) {
        int[] count = counts.get(object);
        if (count == null || count[0] == 0) {
            return false;
        }
        count[0]--;
        return true;
    }
}
