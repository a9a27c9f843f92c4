package io.isolario.jdbc.database;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that were changed in a lane, to be changed likewise in others of the same template.
 *
 * @param template where the lane came from; rows mean something only there
 * @param targets the table of each entry, by its oid, which all clones share
 * @param entries the rows as text of the table's type, or of its undo log; null stands for "dirty, and no row"
 */
public record LaneChanges(String template, List<Long> targets, List<@Nullable String> entries) {

    /** Returns whether nothing was changed. */
    public boolean isEmpty() {
        return targets.isEmpty();
    }

    /** Leaves the rows out. */
    @Override
    public String toString() {
        return "LaneChanges{" + entries.size() + " rows, of " + template + "}";
    }
}
