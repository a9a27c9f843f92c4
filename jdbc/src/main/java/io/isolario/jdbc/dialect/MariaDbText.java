package io.isolario.jdbc.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An SQL text as MariaDB reads it: the words of each statement in upper case, without comments and literals.
 *
 * <p>Its lexer differs from the standard's: backslashes escape, {@code #} begins a comment, comments do not nest, and some are
 * executed. Where what is meant depends on a setting of the server, the text is called ambiguous instead of guessed at.
 */
public final class MariaDbText {

    private final String sql;
    private final List<List<String>> statements = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private Optional<String> ambiguity = Optional.empty();
    private int position;

    private MariaDbText(String sql) {
        this.sql = sql;
    }

    public static MariaDbText of(String sql) {
        MariaDbText text = new MariaDbText(sql);
        while (text.position < sql.length()) {
            text.step(sql.charAt(text.position));
        }
        text.endStatement();
        return text;
    }

    public List<List<String>> statements() {
        return statements;
    }

    /** Returns what this text could hide a statement behind; empty when it is clear. */
    Optional<String> ambiguity() {
        return ambiguity;
    }

    private void step(char c) {
        if (c == '\'' || c == '"' || c == '`') {
            skipQuoted(c);
        } else if (c == '#' || isDashComment()) {
            skipTo("\n");
        } else if (sql.startsWith("/*", position)) {
            skipComment();
        } else if (c == ';') {
            endStatement();
            position++;
        } else if (isWordPart(c)) {
            word();
        } else {
            position++;
        }
    }

    /** Two dashes begin a comment only before a blank, so that {@code 5--1} stays a sum. */
    private boolean isDashComment() {
        return sql.startsWith("--", position) && (position + 2 == sql.length() || sql.charAt(position + 2) <= ' ');
    }

    private void word() {
        int start = position;
        while (position < sql.length() && isWordPart(sql.charAt(position))) {
            position++;
        }
        words.add(sql.substring(start, position).toUpperCase(Locale.ROOT));
    }

    /** {@code @} is one, so that a variable is no function of the same name. */
    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '@';
    }

    private void endStatement() {
        if (!words.isEmpty()) {
            statements.add(words);
            words = new ArrayList<>();
        }
    }

    /** Whether a backslash escapes is a matter of sql_mode, and it only matters before a quote. */
    private void skipQuoted(char quote) {
        int end = sql.indexOf(quote, position + 1);
        if (quote != '`' && end > 0 && sql.charAt(end - 1) == '\\') {
            ambiguity = Optional.of("a backslash before a quote");
        }
        position = end < 0 ? sql.length() : end + 1;
    }

    private void skipComment() {
        if (sql.startsWith("/*!", position) || sql.startsWith("/*M!", position)) {
            ambiguity = Optional.of("a comment that is executed");
        }
        position += 2;
        skipTo("*/");
    }

    private void skipTo(String end) {
        int found = sql.indexOf(end, position);
        position = found < 0 ? sql.length() : found + end.length();
    }
}
