package io.isolario.jdbc.lane;

/** How a lane is kept as it was, by what the role may do. */
enum RestoreMode {
    /** Rows are put back, and event triggers tell what else was done: superusers. */
    BY_EVENT_TRIGGERS,
    /** Rows are put back, and the catalogue tells what else was done: whoever may set {@code session_replication_role}. */
    BY_CATALOGUE,
    /**
     * Each lane is dropped and cloned anew. Without the replica role, the constraints and triggers of the application would have
     * their say in a restore: a cascade would delete rows that nobody puts back, and an audit trigger would write.
     */
    BY_CLONING;

    boolean restores() {
        return this != BY_CLONING;
    }
}
