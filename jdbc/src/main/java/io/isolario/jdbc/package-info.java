/**
 * The database of a sandbox, below every framework.
 *
 * <p>{@link io.isolario.jdbc.SandboxDataSource} stands above the application's pool. Inside a sandbox it yields a virtual
 * connection: many of them share the one physical connection of the sandbox ({@code TransactionDatabase}) by turns ({@code
 * ConnectionQueue}), and a transaction of the application is a savepoint there. Outside it yields the pool's connection, or a
 * read-only view of it. What a statement passes on its way is listed where the chain is built: {@code VirtualConnection}, {@code
 * LaneConnection} and {@code UnownedConnection}. What differs between databases is in a {@code Dialect}.
 *
 * <p>In DATABASE isolation a sandbox has a lane instead ({@code LaneDatabase}, over the package {@code lane}), and each connection is
 * a real one ({@code LaneConnection}). When a baseline is frozen is the business of {@code Baselines}.
 *
 * <p>{@code Forwarding…} types are generated from the interfaces of {@code java.sql} and hold no logic; {@code Guarded…} types
 * send every execution through the chain.
 */
@NullMarked
package io.isolario.jdbc;

import org.jspecify.annotations.NullMarked;
