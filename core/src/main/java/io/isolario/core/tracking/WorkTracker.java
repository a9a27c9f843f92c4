package io.isolario.core.tracking;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.core.internal.Durations;
import io.isolario.core.work.PendingWork;
import io.isolario.core.work.Waiting;
import io.isolario.core.work.WorkKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Counts the work of one sandbox and wakes the threads that wait for the last unit to end.
 *
 * <p>A unit is counted before it can be found among the live ones, and is gone from there before it is discounted: a reader that finds
 * fewer live units than are counted knows that something is under way. Thread-safe, without a lock until the sandbox has ended.
 */
public final class WorkTracker {

    private final Runnable comesToLife;
    private final Runnable hasGone;
    private final WorkCount count = new WorkCount();
    private final LiveUnits units = new LiveUnits();
    private final Waiters waiters = new Waiters(count);
    private final StackBudget stacks = StackBudget.configured();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean sealed;
    private volatile boolean hosts = true;
    // Read and written by the one thread that supervises timeouts.
    private volatile long endedWhenLastAsked;

    @GuardedBy("lock")
    private boolean lives;

    /**
     * Creates a tracker without work.
     *
     * @param comesToLife called when the sandbox opens, and when late work begins after its end
     * @param hasGone called when the sandbox has ended, and when the last late work has
     */
    public WorkTracker(Runnable comesToLife, Runnable hasGone) {
        this.comesToLife = comesToLife;
        this.hasGone = hasGone;
    }

    /** Returns the classes that the life of a unit needs, to be loaded in advance. */
    public static List<Class<?>> classes() {
        return List.of(
                LiveUnits.class,
                StackBudget.class,
                TrackedWork.class,
                Waiters.class,
                Waiting.class,
                WorkCount.class,
                WorkTracker.class);
    }

    /** Called before any thread can have the sandbox. */
    public void open() {
        settleLife();
    }

    /**
     * Counts a unit from now on.
     *
     * @param submitter the unit that the caller runs
     */
    public TrackedWork begin(WorkKind kind, String description, @Nullable TrackedWork submitter) {
        TrackedWork work =
                new TrackedWork(this, kind, description, null, Waiting.COUNTS, submitter, stacks.keeps(count.begun()));
        add(work, Waiting.COUNTS);
        return work;
    }

    /** Keeps a unit that an agent carries; returns null when it does not count and the sandbox has ended. */
    @Nullable
    public TrackedWork carry(
            UnitCarrier carrier, Waiting waiting, WorkKind kind, Object what, @Nullable TrackedWork submitter) {
        TrackedWork work = new TrackedWork(this, kind, what, carrier, waiting, submitter, stacks.keeps(count.begun()));
        add(work, waiting);
        if (sealed && waiting != Waiting.COUNTS) {
            work.end();
            return null;
        }
        return work;
    }

    private void add(TrackedWork work, Waiting waiting) {
        if (waiting == Waiting.COUNTS) {
            long before = count.begins(work.beganNanos());
            settleLateLife();
            units.add(work, before);
        } else {
            units.add(work, work.beganNanos() >>> 5);
        }
    }

    void counts() {
        count.begins();
        settleLateLife();
    }

    /** Returns whether units can be hosted, that is, need not end before the sandbox does. */
    public boolean hosts() {
        return hosts;
    }

    /** Makes quiescence wait for the units that were hosted so far. */
    public void endHosting() {
        hosts = false;
        those(WorkTracker::isHosted).forEach(TrackedWork::startsCounting);
    }

    private static boolean isHosted(TrackedWork work) {
        UnitCarrier carrier = work.carrier();
        return carrier != null && carrier.isHosted();
    }

    void noLongerCounts() {
        count.ends();
        waiters.wake();
        settleLateLife();
    }

    /** Takes no more units that do not count, and cuts off those that there are. */
    public void seal() {
        sealed = true;
        for (TrackedWork work : those(unit -> !unit.isCounting())) {
            work.cutOff();
        }
        settleLife();
    }

    private void settleLateLife() {
        if (sealed) {
            settleLife();
        }
    }

    /** A sandbox that has ended lives on in its late work. */
    private void settleLife() {
        lock.lock();
        try {
            boolean livesNow = !sealed || count.outstanding() != 0;
            if (lives && !livesNow) {
                hasGone.run();
            } else if (livesNow && !lives) {
                comesToLife.run();
            }
            lives = livesNow;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until nothing is outstanding but what the caller itself runs.
     *
     * @return whether that was reached within the timeout
     */
    public boolean awaitQuiescence(Duration timeout) throws InterruptedException {
        Thread caller = Thread.currentThread();
        if (count.outstanding() == 0) {
            return true;
        }
        int own = those(unit -> unit.isCounting() && unit.runsOn(caller)).size();
        return waiters.await(own, Durations.nanos(timeout), () -> quiescentFor(caller), this::endWhatWasLeft);
    }

    /** Returns whether nothing is outstanding but what the caller itself runs. */
    public boolean isQuiescent() {
        return quiescentFor(Thread.currentThread());
    }

    /** Waits until a condition holds, which is asked each time a unit ends; returns whether it was reached within the timeout. */
    public boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        return waiters.awaitAnyEnd(Durations.nanos(timeout), condition, this::endWhatWasLeft)
                || condition.getAsBoolean();
    }

    /** Nothing signals that a thread abandoned a unit, so look for such units while a wait lasts. */
    private void endWhatWasLeft() {
        for (TrackedWork work : those(TrackedWork::isCounting)) {
            UnitCarrier carrier = work.carrier();
            if (carrier != null && carrier.isLeftBehind()) {
                work.end();
            }
        }
    }

    /** Exact if it returns true: nothing has begun while the live units were looked at, and there were no others than the caller's. */
    private boolean quiescentFor(Thread caller) {
        long ended = count.ended();
        long begun = count.begun();
        if (begun == ended) {
            return true;
        }
        List<TrackedWork> counting = those(TrackedWork::isCounting);
        return counting.size() == begun - ended
                && counting.stream().allMatch(unit -> unit.runsOn(caller))
                && count.begun() == begun;
    }

    /** Returns how long ago a unit last began or ended, or less; the age of this tracker when there was none. */
    public Duration idle() {
        long ended = count.ended();
        if (ended != endedWhenLastAsked) {
            endedWhenLastAsked = ended;
            count.changed(System.nanoTime());
        }
        return since(count.lastChangeNanos());
    }

    public List<PendingWork> pending() {
        Thread caller = Thread.currentThread();
        return described(those(unit -> unit.isCounting() && !unit.runsOn(caller)));
    }

    public List<PendingWork> delayed() {
        return described(those(TrackedWork::isListedApart));
    }

    /** Returns the carriers of the delayed tasks. */
    public List<UnitCarrier> delayedCarriers() {
        List<UnitCarrier> carriers = new ArrayList<>();
        for (TrackedWork unit : those(TrackedWork::isListedApart)) {
            UnitCarrier carrier = unit.carrier();
            if (carrier != null) {
                carriers.add(carrier);
            }
        }
        return carriers;
    }

    private static List<PendingWork> described(List<TrackedWork> units) {
        return units.stream().map(TrackedWork::describe).toList();
    }

    /** Returns the unit that a thread runs, the innermost of several; null if it runs none. */
    @Nullable
    public TrackedWork runningOn(Thread thread) {
        return units.newestOn(thread);
    }

    /** Returns the live units with a property, in the order in which they began. */
    private List<TrackedWork> those(Predicate<TrackedWork> property) {
        List<TrackedWork> found = new ArrayList<>();
        units.forEach(unit -> {
            if (property.test(unit)) {
                found.add(unit);
            }
        });
        long now = System.nanoTime();
        found.sort(Comparator.comparingLong(unit -> unit.beganNanos() - now));
        return found;
    }

    public static Duration since(long startNanos) {
        return Duration.of(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS.toChronoUnit());
    }
}
