package io.isolario.jdbc;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The statements in an SQL text, each by its first words in upper case: enough to tell a COMMIT from an INSERT.
 *
 * @param statements the first words of each statement
 * @param changesData whether the text names a data change inside a query ({@code FINAL TABLE (INSERT …)} and its like)
 * @param hasSlashes whether two slashes stand outside literals: a comment for some databases, an operator for others
 */
record SqlScript(List<Leading> statements, boolean changesData, boolean hasSlashes) {

    static final SqlScript EMPTY = new SqlScript(List.of(), false, false);

    private static final int CACHED = 4096;
    // Shared by all connections; a parsed text never changes, so whoever writes an entry writes the same one.
    private static final Map<String, SqlScript> CACHE = new ConcurrentHashMap<>();

    /**
     * The first words of a statement.
     *
     * @param words up to three, in upper case; comments and the rest are left out
     */
    record Leading(List<String> words) {

        boolean startsWith(String... expected) {
            return words.size() >= expected.length
                    && words.subList(0, expected.length).equals(List.of(expected));
        }

        String first() {
            return words.isEmpty() ? "" : words.get(0);
        }
    }

    static SqlScript of(String sql) {
        SqlScript cached = CACHE.get(sql);
        if (cached != null) {
            return cached;
        }
        SqlScript parsed = new SqlScanner(sql).scan();
        if (CACHE.size() >= CACHED) {
            // An application that builds its SQL by hand has no use for a cache; it must not fill the heap either.
            CACHE.clear();
        }
        CACHE.put(sql, parsed);
        return parsed;
    }
}
