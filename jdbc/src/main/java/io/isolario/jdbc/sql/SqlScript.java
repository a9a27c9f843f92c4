package io.isolario.jdbc.sql;

import io.isolario.jdbc.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The statements in an SQL text, each by its first words in upper case: enough to tell a COMMIT from an INSERT. Thread-safe: what
 * is derived from it never changes either.
 */
public final class SqlScript {

    static final SqlScript EMPTY = new SqlScript(List.of(), Set.of(), false, false);

    /** Literals that mean the time of the transaction where they are a date or a time; among the names, in their quotes. */
    public static final Set<String> TIME_LITERALS = Set.of("'NOW'", "'TODAY'", "'TOMORROW'", "'YESTERDAY'");

    private static final Set<String> TIME_TYPES = Set.of("TIMESTAMP", "TIMESTAMPTZ", "DATE", "TIME", "TIMETZ", "ZONE");
    private static final int CACHED = 4096;
    // In characters. A text that is longer costs more to keep than to read again: bulk inserts, dumps.
    private static final int LONGEST_CACHED = 20_000;
    private static final int CACHED_CHARACTERS = 4_000_000;
    private static final int WORDS_KEPT = 3;
    private static final Set<String> CHANGED_ROWS = Set.of("FINAL", "NEW", "OLD");
    // Shared by all connections; a parsed text never changes, so whoever writes an entry writes the same one.
    private static final Map<String, SqlScript> CACHE = new ConcurrentHashMap<>();
    // How long the texts in the cache are together, about: whoever adds an entry adds its length.
    private static final AtomicInteger CACHED_LENGTH = new AtomicInteger();

    private final List<Leading> statements;
    private final Set<String> names;
    private final boolean changesData;
    private final boolean hasSlashes;
    private final Map<Object, Object> derived = new ConcurrentHashMap<>(4);

    private SqlScript(List<Leading> statements, Set<String> names, boolean changesData, boolean hasSlashes) {
        this.statements = List.copyOf(statements);
        this.names = Set.copyOf(names);
        this.changesData = changesData;
        this.hasSlashes = hasSlashes;
    }

    /**
     * The first words of a statement.
     *
     * @param words up to three, in upper case; comments and the rest are left out
     */
    public record Leading(List<String> words) {

        public boolean startsWith(String... expected) {
            if (words.size() < expected.length) {
                return false;
            }
            for (int i = 0; i < expected.length; i++) {
                if (!words.get(i).equals(expected[i])) {
                    return false;
                }
            }
            return true;
        }

        public String first() {
            return words.isEmpty() ? "" : words.get(0);
        }
    }

    public static SqlScript of(String sql) {
        SqlScript cached = CACHE.get(sql);
        if (cached != null) {
            return cached;
        }
        SqlScript parsed = parse(sql);
        if (sql.length() > LONGEST_CACHED) {
            return parsed;
        }
        if (CACHE.size() >= CACHED || CACHED_LENGTH.get() > CACHED_CHARACTERS) {
            // An application that builds its SQL by hand has no use for a cache; it must not fill the heap either.
            CACHED_LENGTH.set(0);
            CACHE.clear();
        }
        if (CACHE.put(sql, parsed) == null) {
            CACHED_LENGTH.getAndAdd(sql.length());
        }
        return parsed;
    }

    public static SqlScript parse(String sql) {
        List<Leading> statements = new ArrayList<>();
        Set<String> names = new HashSet<>();
        boolean changesData = false;
        boolean hasSlashes = false;
        for (List<SqlToken> statement : split(SqlScanner.tokens(sql))) {
            List<String> words = words(statement);
            if (!words.isEmpty()) {
                statements.add(new Leading(List.copyOf(words.subList(0, Math.min(words.size(), WORDS_KEPT)))));
            }
            changesData |= changesData(words);
            hasSlashes |= statement.stream().anyMatch(token -> token.isSymbol("//"));
            addNames(statement, names);
        }
        return new SqlScript(statements, names, changesData, hasSlashes);
    }

    /** Cuts at semicolons. */
    public static List<List<SqlToken>> split(List<SqlToken> tokens) {
        List<List<SqlToken>> statements = new ArrayList<>();
        List<SqlToken> statement = new ArrayList<>();
        for (SqlToken token : tokens) {
            if (token.isSymbol(";")) {
                statements.add(statement);
                statement = new ArrayList<>();
            } else {
                statement.add(token);
            }
        }
        statements.add(statement);
        return statements;
    }

    private static List<String> words(List<SqlToken> statement) {
        return statement.stream()
                .filter(token -> token.kind() == Kind.WORD)
                .map(SqlToken::text)
                .toList();
    }

    private static boolean changesData(List<String> words) {
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).equals("TABLE") && CHANGED_ROWS.contains(words.get(i - 1))) {
                return true;
            }
        }
        return false;
    }

    private static void addNames(List<SqlToken> statement, Set<String> names) {
        boolean executesBody = !statement.isEmpty() && statement.get(0).isWord("DO");
        for (int i = 0; i < statement.size(); i++) {
            SqlToken token = statement.get(i);
            if (token.isName()) {
                names.add(token.text().toUpperCase(Locale.ROOT));
            } else if (executesBody && (token.kind() == Kind.STRING || token.kind() == Kind.BODY)) {
                addNames(SqlScanner.tokens(token.text()), names);
            } else if (token.kind() == Kind.STRING && isTime(statement, i)) {
                names.add("'" + token.text().toUpperCase(Locale.ROOT) + "'");
            }
        }
    }

    private static boolean isTime(List<SqlToken> statement, int i) {
        boolean typed = i > 0 && TIME_TYPES.contains(statement.get(i - 1).text());
        boolean cast = i + 1 < statement.size() && statement.get(i + 1).isSymbol(":");
        return typed || cast;
    }

    /** Returns the first words of each statement. */
    public List<Leading> statements() {
        return statements;
    }

    /** Returns every word and quoted name in upper case, those in the body of a DO included: what the text might talk of. */
    public Set<String> names() {
        return names;
    }

    /** Returns whether the text names a data change inside a query ({@code FINAL TABLE (INSERT …)} and its like). */
    public boolean changesData() {
        return changesData;
    }

    /** Returns whether two slashes stand outside literals: a comment for some databases, an operator for others. */
    public boolean hasSlashes() {
        return hasSlashes;
    }

    /** Returns what a look at this script tells; the same text is executed over and over, so it is looked at once. */
    @SuppressWarnings("unchecked") // A key stands for one question, and so for one type.
    public <T> T derived(Object key, Function<SqlScript, T> look) {
        return (T) derived.computeIfAbsent(key, unknown -> java.util.Objects.requireNonNull(look.apply(this)));
    }

    /** Asked several times for each execution, so without a stream. */
    public boolean startsWith(String... words) {
        for (Leading statement : statements) {
            if (statement.startsWith(words)) {
                return true;
            }
        }
        return false;
    }

    public boolean names(String upperCase) {
        return names.contains(upperCase);
    }

    public boolean namesAnyOf(Set<String> upperCase) {
        return upperCase.stream().anyMatch(names::contains);
    }
}
