package io.isolario.agent.hook.handoff;

import io.isolario.core.CarriedWork;
import io.isolario.core.Sandbox;
import io.isolario.core.WorkKind;
import org.jspecify.annotations.Nullable;

/** A unit of work on its way, and its place in the table: keyed by the identities of what was handed over and to whom. */
public final class Handoff extends CarriedWork {

    final Object owner;
    final Object object;
    private final @Nullable HandoffTable table;

    // Guarded by the bin of the table that holds this; the first of several with the same key has their last.
    @Nullable
    Handoff nextKey;

    @Nullable
    Handoff nextSame;

    Handoff lastSame = this;

    // Written before the unit is listed and before it begins, respectively.
    private volatile @Nullable EarlyRun earlyRun;
    private volatile @Nullable TakeSite taken;

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
    public static @Nullable Handoff to(
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
    public static Handoff here(Object object, @Nullable Sandbox sandbox, WorkKind kind) {
        return new Handoff(null, object, object, sandbox, Waiting.COUNTS, kind);
    }

    /** Returns whom the object was handed to. */
    public Object owner() {
        return owner;
    }

    /** Returns what was handed over. */
    public Object object() {
        return object;
    }

    /** Returns whether this is a hand-over of an object to an owner; any owner if none is given. */
    boolean is(@Nullable Object possibleOwner, Object possibleObject) {
        return object == possibleObject && (possibleOwner == null || owner == possibleOwner);
    }

    /** Says how to run this unit before its time. */
    public void canRun(EarlyRun how) {
        earlyRun = how;
    }

    /** Returns whether the unit stands for many runs, each of which is a unit of its own. */
    public boolean isStanding() {
        EarlyRun how = earlyRun;
        return how != null && how.isPeriodic();
    }

    /** Returns whether the calling thread cancels the task only to run it itself. */
    public boolean isCancelledToRun() {
        EarlyRun how = earlyRun;
        return how != null && how.isCancellingToRun();
    }

    /** Remembers where the calling thread took this from a queue at which it did not wait. */
    public void isTakenAt(TakeSite where) {
        taken = where;
    }

    /** Runs a task as this unit, on the calling thread. */
    public boolean runNow(Runnable task) {
        leaveTable();
        if (!begin()) {
            return false;
        }
        try {
            task.run();
        } finally {
            end();
        }
        return true;
    }

    void leaveTable() {
        if (table != null) {
            table.remove(this);
        }
    }

    @Override
    protected long dueInNanos() {
        EarlyRun how = earlyRun;
        return how == null ? 0 : how.dueInNanos();
    }

    @Override
    protected boolean runAheadOfTime() {
        EarlyRun how = earlyRun;
        return how != null && how.run(this);
    }

    @Override
    protected boolean isLeftBehind() {
        TakeSite where = taken;
        return where != null && where.wereLeft();
    }

    /** Takes it back: it was not handed over after all. */
    public void withdraw() {
        leaveTable();
        drop();
    }

    @Override
    protected void cutOff() {
        leaveTable();
    }
}
