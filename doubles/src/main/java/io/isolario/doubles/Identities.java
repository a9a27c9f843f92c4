package io.isolario.doubles;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A set of objects, none of which is asked what it is equal to. Thread-safe. */
final class Identities {

    private final Set<Identity> all = ConcurrentHashMap.newKeySet();

    private record Identity(Object object) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Identity identity && identity.object == object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }

    void add(Object object) {
        all.add(new Identity(object));
    }

    boolean contains(Object object) {
        return !all.isEmpty() && all.contains(new Identity(object));
    }

    void clear() {
        all.clear();
    }
}
