package io.isolario.jdbc.dialect;

import io.isolario.jdbc.sql.SqlScanner;
import io.isolario.jdbc.sql.SqlScript;
import io.isolario.jdbc.sql.SqlToken;
import io.isolario.jdbc.sql.SqlToken.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Row 8 of the catalogue: replaces {@code now()}, {@code CURRENT_TIMESTAMP} and their like in the text of a statement by the clock of
 * the virtual transaction. The server's own is that of the outer transaction and stands still in a sandbox.
 *
 * <p>Where the result would be a column of its own, the column keeps the name that the server would give it. Confined to one thread.
 */
public final class ClockRewrite {

    /** The functions, and the cast that makes their type of a timestamp with time zone. */
    private static final Map<String, String> FUNCTIONS = Map.of(
            "NOW", "",
            "TRANSACTION_TIMESTAMP", "",
            "CURRENT_TIMESTAMP", "timestamp with time zone",
            "LOCALTIMESTAMP", "timestamp",
            "CURRENT_DATE", "date",
            "CURRENT_TIME", "time with time zone",
            "LOCALTIME", "time");

    /** What a text must name to be of interest. */
    static final Set<String> NAMES = Set.copyOf(FUNCTIONS.keySet());

    private static final Set<String> CALLED = Set.of("NOW", "TRANSACTION_TIMESTAMP");
    private static final Set<String> CLAUSES = Set.of(
            "SELECT",
            "RETURNING",
            "FROM",
            "WHERE",
            "GROUP",
            "ORDER",
            "HAVING",
            "VALUES",
            "SET",
            "ON",
            "USING",
            "UNION",
            "LIMIT");
    private static final Set<String> COLUMNS = Set.of("SELECT", "RETURNING");
    private static final Set<String> BEFORE_COLUMN = Set.of("SELECT", "RETURNING", "DISTINCT", "ALL");
    private static final Set<String> AFTER_COLUMN = Set.of("FROM", "INTO", "WHERE", "UNION", "ORDER", "LIMIT");

    private final String sql;
    private final List<SqlToken> tokens;
    private final String clock;
    private final StringBuilder rewritten = new StringBuilder();
    // The clause that each open parenthesis is in; the innermost first. Empty where it is no query.
    private final Deque<String> clauses = new ArrayDeque<>(List.of(""));
    private int copied;
    private boolean rewrites;

    private ClockRewrite(String sql, String clock) {
        this.sql = sql;
        this.tokens = SqlScanner.tokens(sql);
        this.clock = clock;
    }

    public static boolean concerns(SqlScript script) {
        return script.derived(ClockRewrite.class, unknown -> unknown.namesAnyOf(NAMES));
    }

    /**
     * Returns the statement with its time functions replaced by the clock.
     *
     * @param clock an expression of the type timestamp with time zone
     */
    public static String of(String sql, String clock) {
        return new ClockRewrite(sql, clock).rewritten();
    }

    private String rewritten() {
        boolean first = true;
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (first && token.kind() == Kind.WORD) {
                rewrites = !ClockCheck.KEEP_TEXT.contains(token.text());
                first = false;
            }
            if (token.isSymbol(";")) {
                first = true;
            }
            follow(token);
            if (rewrites && isClock(i)) {
                i = replace(i);
            }
        }
        return rewritten.append(sql, copied, sql.length()).toString();
    }

    private void follow(SqlToken token) {
        if (token.isSymbol("(")) {
            clauses.push("");
        } else if (token.isSymbol(")") && clauses.size() > 1) {
            clauses.pop();
        } else if (token.isSymbol(";")) {
            clauses.clear();
            clauses.push("");
        } else if (token.kind() == Kind.WORD && CLAUSES.contains(token.text()) && isInQuery(token)) {
            clauses.pop();
            clauses.push(token.text());
        }
    }

    /** The FROM of {@code extract(epoch from now())} begins no clause. */
    private boolean isInQuery(SqlToken token) {
        return !clauses.getFirst().isEmpty() || clauses.size() == 1 || token.isWord("SELECT") || token.isWord("VALUES");
    }

    private boolean isClock(int i) {
        SqlToken token = tokens.get(i);
        boolean named = token.kind() == Kind.WORD
                ? NAMES.contains(token.text())
                : token.kind() == Kind.QUOTED && CALLED.contains(token.text().toUpperCase(java.util.Locale.ROOT));
        boolean qualified = symbolAt(i - 1, ".");
        boolean ofServer = qualified && i >= 2 && tokens.get(i - 2).isWord("PG_CATALOG");
        boolean called = symbolAt(i + 1, "(") && symbolAt(i + 2, ")");
        boolean needsCall = CALLED.contains(token.text().toUpperCase(java.util.Locale.ROOT));
        return named && (!qualified || ofServer) && (!needsCall || called) && !wordAt(i - 1, "AS");
    }

    /** Returns the index of the last token that was replaced. */
    private int replace(int i) {
        SqlToken token = tokens.get(i);
        String function = token.text().toUpperCase(java.util.Locale.ROOT);
        int first = symbolAt(i - 1, ".") ? i - 2 : i;
        int last = i;
        String cast = FUNCTIONS.getOrDefault(function, "");
        String precision = "";
        if (symbolAt(i + 1, "(")) {
            boolean precise = !CALLED.contains(function) && symbolAt(i + 3, ")");
            precision = precise ? tokens.get(i + 2).text() : "";
            last = precise ? i + 3 : CALLED.contains(function) ? i + 2 : i;
        }
        rewritten.append(sql, copied, tokens.get(first).start());
        rewritten.append(cast.isEmpty() ? clock : "cast(" + clock + " as " + withPrecision(cast, precision) + ")");
        copied = tokens.get(last).end();
        if (isColumn(first, last)) {
            rewritten.append(" as \"").append(token.name()).append('"');
        }
        return last;
    }

    /** The precision stands behind the first word of a type. */
    private static String withPrecision(String type, String precision) {
        if (precision.isEmpty()) {
            return type;
        }
        int end = type.contains(" ") ? type.indexOf(' ') : type.length();
        return type.substring(0, end) + "(" + precision + ")" + type.substring(end);
    }

    private boolean isColumn(int first, int last) {
        boolean begins = first > 0
                && (symbolAt(first - 1, ",")
                        || BEFORE_COLUMN.contains(tokens.get(first - 1).text()));
        boolean ends = last + 1 == tokens.size()
                || symbolAt(last + 1, ",")
                || symbolAt(last + 1, ")")
                || symbolAt(last + 1, ";")
                || AFTER_COLUMN.contains(tokens.get(last + 1).text());
        return begins && ends && COLUMNS.contains(clauses.getFirst());
    }

    private boolean symbolAt(int i, String symbol) {
        return i >= 0 && i < tokens.size() && tokens.get(i).isSymbol(symbol);
    }

    private boolean wordAt(int i, String word) {
        return i >= 0 && i < tokens.size() && tokens.get(i).isWord(word);
    }
}
