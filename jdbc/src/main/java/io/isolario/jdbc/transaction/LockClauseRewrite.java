package io.isolario.jdbc.transaction;

import io.isolario.jdbc.guard.LockWatch;
import io.isolario.jdbc.sql.SqlScanner;
import io.isolario.jdbc.sql.SqlScript;
import io.isolario.jdbc.sql.SqlToken;
import java.util.List;
import java.util.Set;

/**
 * Row 12 of the catalogue: takes {@code NOWAIT} and {@code SKIP LOCKED} out of locking clauses.
 *
 * <p>The transactions of a sandbox follow each other, so no row is ever locked by another one of it. A row that is locked was
 * locked by another sandbox, which this one must not see: it waits, and {@link LockWatch} explains a wait that is too long.
 */
public final class LockClauseRewrite {

    private static final Set<String> STRENGTHS = Set.of("UPDATE", "SHARE", "NO", "KEY");

    private LockClauseRewrite() {}

    static boolean concerns(SqlScript script) {
        return script.names("FOR") && (script.names("NOWAIT") || (script.names("SKIP") && script.names("LOCKED")));
    }

    static String of(String sql) {
        StringBuilder rewritten = new StringBuilder();
        int copied = 0;
        List<SqlToken> tokens = SqlScanner.tokens(sql);
        boolean locking = false;
        for (int i = 0; i < tokens.size(); i++) {
            boolean skips = word(tokens, i, "SKIP") && word(tokens, i + 1, "LOCKED");
            if (word(tokens, i, "FOR")) {
                locking = i + 1 < tokens.size()
                        && STRENGTHS.contains(tokens.get(i + 1).text());
            } else if (locking && (skips || word(tokens, i, "NOWAIT"))) {
                rewritten.append(sql, copied, tokens.get(i).start());
                copied = tokens.get(skips ? i + 1 : i).end();
                locking = false;
            }
        }
        return rewritten.append(sql, copied, sql.length()).toString();
    }

    private static boolean word(List<SqlToken> tokens, int i, String word) {
        return i < tokens.size() && tokens.get(i).isWord(word);
    }
}
