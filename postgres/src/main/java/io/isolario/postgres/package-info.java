/**
 * A throwaway PostgreSQL: {@link io.isolario.postgres.ThrowawayPostgres} is all there is to use.
 *
 * <p><strong>What is kept.</strong> The unpacked programs and a data directory fresh from initdb are kept in a cache directory per
 * user, each made beside its place and renamed, under a file lock. A server runs on a copy of that data directory, in
 * {@code /dev/shm} if there is at least 1 GB free, else in the temporary directory. Text sorts by code point and changes case by
 * Unicode (the builtin provider's {@code C.UTF-8}, PostgreSQL 17 and later), the same on all machines.
 *
 * <p><strong>Who shares what.</strong> JVMs with the same programs, settings, account, cache and machine use one server. Each is a
 * member: it holds the lock of a file of its own, and has a role {@code isolario_<token>}, which owns the databases made by it or
 * for it. Databases of members that have died are dropped by the next that joins.
 *
 * <p><strong>How it ends.</strong> Beside each server runs a guard, a small Java process. It waits for the members' file locks, which
 * the operating system releases however a JVM ends, {@code kill -9} included; when none is left, it stops the server and deletes
 * its data. If the guard itself is killed, the next JVM that joins starts another; until then the server may stay.
 *
 * <p><strong>Root.</strong> PostgreSQL refuses to run as root. Root starts it in a user namespace ({@code unshare -U}), else as the user
 * {@code postgres} or {@code nobody} ({@code setpriv}, {@code runuser}).
 */
@NullMarked
package io.isolario.postgres;

import org.jspecify.annotations.NullMarked;
