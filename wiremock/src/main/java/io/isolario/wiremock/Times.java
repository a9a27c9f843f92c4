package io.isolario.wiremock;

/**
 * How often a route is to be called.
 *
 * @param least how often at least
 * @param most how often at most
 */
record Times(int least, int most) {

    static final Times ANY = new Times(0, Integer.MAX_VALUE);
    static final Times NEVER = new Times(0, 0);

    static Times exactly(int times) {
        return new Times(checked("exactly", times), times);
    }

    static Times atLeast(int times) {
        return new Times(checked("atLeast", times), Integer.MAX_VALUE);
    }

    private static int checked(String method, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("Stubs." + method + "(" + times
                    + ", ..) expects nothing. Give a number of 1 or more, or use never(..) or stubFor(..).");
        }
        return times;
    }

    boolean isExpectation() {
        return !equals(ANY);
    }

    boolean isNever() {
        return most == 0;
    }

    /** Returns how it reads before a route; empty for any number of times. */
    String phrase() {
        if (isNever()) {
            return "never ";
        }
        if (most == Integer.MAX_VALUE) {
            return least == 0 ? "" : "at least " + count(least) + " ";
        }
        return least == 1 ? "once " : "exactly " + count(least) + " ";
    }

    static String count(int times) {
        return times == 1 ? "once" : times + " times";
    }
}
