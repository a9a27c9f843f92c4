package io.isolario.agent.hook;

import io.isolario.core.CarriedWork;
import io.isolario.core.Sandbox;
import io.isolario.core.WorkKind;
import org.jspecify.annotations.Nullable;

/** A unit of work on its way, and its place in the table: keyed by the identities of what was handed over and to whom. */
final class Handoff extends CarriedWork {

    final Object owner;
    final Object object;
    private final @Nullable HandoffTable table;

    // Guarded by the stripe of the table that holds this; the first of several with the same key has their last.
    @Nullable
    Handoff nextKey;

    @Nullable
    Handoff nextSame;

    Handoff lastSame = this;

    private Handoff(
            @Nullable HandoffTable table,
            Object owner,
            Object object,
            @Nullable Sandbox sandbox,
            Waiting waiting,
            WorkKind kind) {
        super(sandbox, waiting, kind, object);
        this.table = table;
        this.owner = owner;
        this.object = object;
    }

    /** Returns a unit that has been put into the table; null if the sandbox has ended meanwhile, or the object serves everybody. */
    static @Nullable Handoff to(
            HandoffTable table, Object owner, Object object, Sandbox sandbox, Waiting waiting, WorkKind kind) {
        if (table.leavesAlone(object)) {
            return null;
        }
        Handoff handoff = new Handoff(table, owner, object, sandbox, waiting, kind);
        table.add(handoff);
        if (handoff.isOver()) {
            // Its sandbox ended before the table had it.
            table.remove(handoff);
            return null;
        }
        return handoff;
    }

    /** Returns a unit that is run at once, in a sandbox or outside all of them. */
    static Handoff here(Object object, @Nullable Sandbox sandbox, WorkKind kind) {
        return new Handoff(null, object, object, sandbox, Waiting.COUNTS, kind);
    }

    /** Takes it back: it was not handed over after all. */
    void withdraw() {
        if (table != null) {
            table.remove(this);
        }
        drop();
    }

    @Override
    protected void cutOff() {
        if (table != null) {
            table.remove(this);
        }
    }
}
