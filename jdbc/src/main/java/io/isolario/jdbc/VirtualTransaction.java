package io.isolario.jdbc;

import java.sql.Savepoint;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A transaction of the application inside the outer one.
 *
 * <p>It is a savepoint, except when nothing was done in the outer transaction before: then it is the outer one itself, as
 * rolling that back undoes the same, and the savepoint's round trips are saved.
 *
 * @param savepoint null for the outer transaction itself
 * @param ofApplication the savepoints that the application has set in it
 */
record VirtualTransaction(@Nullable Savepoint savepoint, Set<Savepoint> ofApplication) {

    VirtualTransaction(@Nullable Savepoint savepoint) {
        this(savepoint, ConcurrentHashMap.newKeySet());
    }
}
