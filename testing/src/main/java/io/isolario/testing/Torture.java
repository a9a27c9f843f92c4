package io.isolario.testing;

import java.time.Duration;

/**
 * The kinds of long random tests, and the share of the budget that each run of them has.
 *
 * <p>The system property {@code isolario.torture.budget} is the number of minutes for all of them together, {@value
 * #DEFAULT_BUDGET} when it is not set. Where {@code isolario.torture.full} is true, each has its full size instead. {@code
 * isolario.torture.seed} repeats a run.
 */
public enum Torture {
    AGENT_WORK(12, 1),
    AGENT_REACHABILITY(4, 1),
    LANE_SCRIPTS(16, 1),
    HTTP_REQUESTS(6, 2),
    DOUBLES(8, 1),
    OBSERVING(8, 1),
    STUBS(8, 1),
    TESTS_IN_A_ROW(8, 2),
    FORUM_SUITE(6, 2),
    FORUM_ORDERS(2, 2);

    static final String DEFAULT_BUDGET = "6";

    private final int percent;
    private final int runs;

    Torture(int percent, int runs) {
        this.percent = percent;
        this.runs = runs;
    }

    /** Returns the percentage of the budget that all runs of this kind have together. */
    int percentOfAllRuns() {
        return percent * runs;
    }

    Duration share(Duration budget) {
        return budget.multipliedBy(percent).dividedBy(100);
    }

    /**
     * Begins a run of this kind, and prints what repeats it.
     *
     * @param least how much is done however small the budget is
     * @param full how much is done at most
     */
    public TortureRun begin(long least, long full) {
        TortureRun run = TortureSettings.ofThisJvm().begin(this, least, full);
        Console.out().println(run);
        return run;
    }
}
