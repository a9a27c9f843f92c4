package io.isolario.jdbc.lane;

import java.util.List;

/**
 * What came of putting a lane back.
 *
 * @param spoiledBy why it cannot be used again; empty when it can
 * @param differences where it differs from its template nonetheless; always empty unless the check mode is on
 */
record RestoreOutcome(List<String> spoiledBy, List<String> differences) {

    static final RestoreOutcome RESTORED = new RestoreOutcome(List.of(), List.of());

    /** A lane that was not spoiled but is not restored either. */
    static final RestoreOutcome USED_UP =
            new RestoreOutcome(List.of("its role may not restore it (session_replication_role)"), List.of());

    static RestoreOutcome spoiledBy(List<String> reasons) {
        return new RestoreOutcome(List.copyOf(reasons), List.of());
    }

    boolean reusable() {
        return spoiledBy.isEmpty() && differences.isEmpty();
    }
}
