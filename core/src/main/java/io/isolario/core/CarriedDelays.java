package io.isolario.core;

import io.isolario.core.tracking.WorkTracker;
import io.isolario.core.work.DelayedTasks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The delayed tasks of a sandbox, as far as an agent carries them. */
final class CarriedDelays implements DelayedTasks {

    private final WorkTracker tracker;

    CarriedDelays(WorkTracker tracker) {
        this.tracker = tracker;
    }

    @Override
    public int runAll() {
        int ran = 0;
        RuntimeException failure = null;
        for (CarriedWork task : inOrder()) {
            try {
                ran += task.runAheadOfTime() ? 1 : 0;
            } catch (RuntimeException failed) {
                failure = joined(failure, failed);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return ran;
    }

    private List<CarriedWork> inOrder() {
        // Asked once each: time goes on while they are sorted.
        Map<CarriedWork, Long> due = new HashMap<>();
        List<CarriedWork> tasks = new ArrayList<>();
        tracker.delayedCarriers().forEach(carrier -> tasks.add((CarriedWork) carrier));
        tasks.forEach(task -> due.put(task, task.dueInNanos()));
        tasks.sort(Comparator.comparing(due::get));
        return tasks;
    }

    private static RuntimeException joined(@Nullable RuntimeException first, RuntimeException next) {
        if (first == null) {
            return next;
        }
        if (first != next) {
            first.addSuppressed(next);
        }
        return first;
    }
}
