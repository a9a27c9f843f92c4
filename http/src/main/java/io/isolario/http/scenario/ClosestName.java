package io.isolario.http.scenario;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses which of the right words a wrong one was meant to be. */
final class ClosestName {

    private static final int LONGEST = 100;

    private ClosestName() {}

    /** Returns the nearest word; empty when none is near: more than a third of the letters would have to change. */
    static Optional<String> to(String word, List<String> right) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        String lower = word.toLowerCase(Locale.ROOT);
        return right.stream()
                .filter(each -> distance(lower, each.toLowerCase(Locale.ROOT)) <= Math.max(1, each.length() / 3))
                .min(Comparator.comparingInt(each -> distance(lower, each.toLowerCase(Locale.ROOT))));
    }

    /** How many letters have to be added, dropped or changed (Levenshtein). */
    private static int distance(String one, String other) {
        int[] last = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] next = new int[other.length() + 1];
            next[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = last[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                next[j] = Math.min(changed, Math.min(last[j], next[j - 1]) + 1);
            }
            last = next;
        }
        return last[other.length()];
    }
}
