package io.isolario.agent.hook.handoff;

import io.isolario.core.CarriedWork;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.work.Waiting;
import io.isolario.core.work.WorkKind;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work on its way, and its place in the table. Its key is the identity of an object, a task or an element, and of the
 * object's owner, a pool or a queue.
 */
public final class Handoff extends CarriedWork {

    final Object owner;
    final Object object;
    private final @Nullable HandoffTable table;

    // Guarded by the monitor of the bucket that holds this. The first of several units with one key knows the last.
    @Nullable
    Handoff nextKey;

    @Nullable
    Handoff nextSame;

    Handoff lastSame = this;

    // The one is written before the unit is listed, the other before it begins.
    private volatile @Nullable EarlyRun earlyRun;
    private volatile @Nullable TakeSite takeSite;

    Handoff(
            @Nullable HandoffTable table,
            Object owner,
            Object object,
            @Nullable ManagedSandbox sandbox,
            Waiting waiting,
            WorkKind kind) {
        super(sandbox, waiting, kind, object);
        this.table = table;
        this.owner = owner;
        this.object = object;
    }

    /** Returns a unit that the calling thread runs now; it is in no table. A null sandbox stands for outside every sandbox. */
    public static Handoff here(Object object, @Nullable ManagedSandbox sandbox, WorkKind kind) {
        return new Handoff(null, object, object, sandbox, Waiting.COUNTS, kind);
    }

    /** Returns the pool or queue that the object was handed to, or what stands for all of a kind. */
    public Object owner() {
        return owner;
    }

    /** Returns the task, thread or element that was handed over. */
    public Object object() {
        return object;
    }

    /** Returns whether this is the unit of an object and an owner; a null owner stands for any. */
    boolean is(@Nullable Object possibleOwner, Object possibleObject) {
        return object == possibleObject && (possibleOwner == null || owner == possibleOwner);
    }

    /** Sets how to run this unit before it is due. */
    public void canRun(EarlyRun how) {
        earlyRun = how;
    }

    /** Returns whether the task runs many times, each time as a unit of its own. */
    public boolean isPeriodic() {
        EarlyRun how = earlyRun;
        return how != null && how.isPeriodic();
    }

    /** Returns whether the calling thread is cancelling the task in order to run it. */
    public boolean isCancelledToRun() {
        EarlyRun how = earlyRun;
        return how != null && how.isCancellingToRun();
    }

    /** Sets where the calling thread took this from a queue at which it did not wait. */
    public void isTakenAt(TakeSite where) {
        takeSite = where;
    }

    /** Runs a task as this unit, on the calling thread; returns false if the unit does not wait to run any more. */
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
    public boolean isLeftBehind() {
        TakeSite where = takeSite;
        return where != null && where.wasLeft();
    }

    /** Drops the unit and removes it from the table: the object was not handed over after all. */
    public void withdraw() {
        leaveTable();
        drop();
    }

    @Override
    protected void cutOff() {
        leaveTable();
    }
}
