package io.isolario.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Walks over an SQL text and leaves out comments, literals, quoted identifiers and dollar-quoted bodies. Nested comments and
 * dollar quotes are PostgreSQL's (4.1.2.4 and 4.1.5 of its documentation); elsewhere they are no valid SQL.
 */
final class SqlScanner {

    private static final int WORDS_KEPT = 3;
    private static final Set<String> CHANGED_ROWS = Set.of("FINAL", "NEW", "OLD");

    private final String sql;
    private int position;
    private final List<SqlScript.Leading> statements = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private String previousWord = "";
    private boolean changesData;
    private boolean hasSlashes;

    SqlScanner(String sql) {
        this.sql = sql;
    }

    SqlScript scan() {
        while (position < sql.length()) {
            step(sql.charAt(position));
        }
        endStatement();
        return new SqlScript(List.copyOf(statements), changesData, hasSlashes);
    }

    private void step(char c) {
        if (c == '\'' || c == '"' || c == '`') {
            skipQuoted(c);
        } else if (sql.startsWith("--", position)) {
            skipLine();
        } else if (sql.startsWith("//", position)) {
            hasSlashes = true;
            position += 2;
        } else if (sql.startsWith("/*", position)) {
            skipComment();
        } else if (c == '$' && dollarTag() != null) {
            skipDollarQuoted();
        } else if (c == ';') {
            endStatement();
            position++;
        } else if (Character.isLetter(c) || c == '_') {
            word();
        } else {
            position++;
        }
    }

    private void word() {
        int start = position;
        while (position < sql.length() && isWordPart(sql.charAt(position))) {
            position++;
        }
        String word = sql.substring(start, position).toUpperCase(Locale.ROOT);
        boolean literalPrefix = word.equals("E") && position < sql.length() && sql.charAt(position) == '\'';
        if (literalPrefix) {
            skipEscaped();
            return;
        }
        if (words.size() < WORDS_KEPT) {
            words.add(word);
        }
        changesData |= word.equals("TABLE") && CHANGED_ROWS.contains(previousWord);
        previousWord = word;
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private void endStatement() {
        if (!words.isEmpty()) {
            statements.add(new SqlScript.Leading(List.copyOf(words)));
            words = new ArrayList<>();
        }
        previousWord = "";
    }

    private void skipQuoted(char quote) {
        int end = sql.indexOf(quote, position + 1);
        position = end < 0 ? sql.length() : end + 1;
    }

    /** A literal with backslash escapes: {@code E'it\'s'}; a doubled quote stands for one here too. */
    private void skipEscaped() {
        position++;
        while (position < sql.length() && (sql.charAt(position) != '\'' || sql.startsWith("''", position))) {
            position += sql.charAt(position) == '\\' || sql.charAt(position) == '\'' ? 2 : 1;
        }
        position = Math.min(position + 1, sql.length());
    }

    /** A line comment ends at a carriage return too, for the server as for its driver. */
    private void skipLine() {
        while (position < sql.length() && "\r\n".indexOf(sql.charAt(position)) < 0) {
            position++;
        }
    }

    private void skipTo(String end) {
        int found = sql.indexOf(end, position);
        position = found < 0 ? sql.length() : found + end.length();
    }

    private void skipComment() {
        int depth = 0;
        do {
            if (sql.startsWith("/*", position)) {
                depth++;
                position += 2;
            } else if (sql.startsWith("*/", position)) {
                depth--;
                position += 2;
            } else {
                position++;
            }
        } while (depth > 0 && position < sql.length());
        position = Math.min(position, sql.length());
    }

    private @org.jspecify.annotations.Nullable String dollarTag() {
        int end = sql.indexOf('$', position + 1);
        if (end < 0) {
            return null;
        }
        String tag = sql.substring(position + 1, end);
        boolean valid = tag.isEmpty()
                || (!Character.isDigit(tag.charAt(0))
                        && tag.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_'));
        return valid ? "$" + tag + "$" : null;
    }

    private void skipDollarQuoted() {
        String tag = java.util.Objects.requireNonNull(dollarTag());
        position += tag.length();
        skipTo(tag);
    }
}
