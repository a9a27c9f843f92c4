package io.isolario.wiremock.route;

/**
 * How often a route is to be called.
 *
 * @param least how often at least
 * @param most how often at most
 */
public record ExpectedCount(int least, int most) {

    public static final ExpectedCount ANY = new ExpectedCount(0, Integer.MAX_VALUE);
    public static final ExpectedCount NEVER = new ExpectedCount(0, 0);

    public static ExpectedCount exactly(int times) {
        return new ExpectedCount(checked("exactly", times), times);
    }

    public static ExpectedCount atLeast(int times) {
        return new ExpectedCount(checked("atLeast", times), Integer.MAX_VALUE);
    }

    private static int checked(String method, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("Stubs." + method + "(" + times
                    + ", ..) expects nothing. Give a number of 1 or more, or use never(..) or stubFor(..).");
        }
        return times;
    }

    public boolean isExpectation() {
        return !equals(ANY);
    }

    public boolean isNever() {
        return most == 0;
    }

    /** Returns how it reads before a route; empty for any number of times. */
    public String phrase() {
        if (isNever()) {
            return "never ";
        }
        if (most == Integer.MAX_VALUE) {
            return least == 0 ? "" : "at least " + count(least) + " ";
        }
        return least == 1 ? "once " : "exactly " + count(least) + " ";
    }

    public static String count(int times) {
        return times == 1 ? "once" : times + " times";
    }
}
