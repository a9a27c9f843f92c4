package io.isolario.core.tracking;

/**
 * Which units of a sandbox keep the stack of their submission: the first ones, which are all that most tests have, and one of many
 * after them. A stack costs some ten times as much as the rest of a unit.
 */
final class StackBudget {

    private static final String PROPERTY = "isolario.submission-stacks";
    private static final int FIRST_ONES = 1_000;
    private static final int ONE_OF = 128;

    private final long first;

    StackBudget(long first) {
        this.first = first;
    }

    /** Reads the system property: a number, or {@code all}. */
    static StackBudget configured() {
        String value = System.getProperty(PROPERTY);
        return new StackBudget(value == null ? FIRST_ONES : value.equals("all") ? Long.MAX_VALUE : number(value));
    }

    private static long number(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "The system property " + PROPERTY + " is \"" + value + "\"; it may be a number of units or all.",
                    notANumber);
        }
    }

    /** @param number so many units began before this one */
    boolean keeps(long number) {
        return number < first || (first > 0 && number % ONE_OF == 0);
    }
}
