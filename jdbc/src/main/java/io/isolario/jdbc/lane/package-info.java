/**
 * Lanes: databases on the application's own PostgreSQL server, each for one sandbox at a time, with real commits.
 *
 * <p>{@code BaselineFreeze} makes a template of the application's database, or finds the one that an earlier run made of the same
 * content. A {@link io.isolario.jdbc.lane.LanePool} clones {@code Lane}s from it when they are needed and lends them out as {@link
 * io.isolario.jdbc.lane.LaneLease}s. What a template has beyond the baseline, and how a lane is restored with it, is in {@code
 * template.sql}; {@code LaneServer} is the only type that makes and drops databases, and only such whose names start with {@code
 * isolario_}.
 */
@NullMarked
package io.isolario.jdbc.lane;

import org.jspecify.annotations.NullMarked;
