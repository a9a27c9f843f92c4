package io.isolario.jdbc.sql;

import io.isolario.jdbc.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Cuts an SQL text into tokens and leaves out comments. Nested comments and dollar quotes are PostgreSQL's (4.1.2.4 and 4.1.5 of
 * its documentation); elsewhere they are no valid SQL.
 */
public final class SqlScanner {

    private final String sql;
    private int position;
    private final List<SqlToken> tokens = new ArrayList<>();

    private SqlScanner(String sql) {
        this.sql = sql;
    }

    public static List<SqlToken> tokens(String sql) {
        SqlScanner scanner = new SqlScanner(sql);
        while (scanner.position < sql.length()) {
            scanner.step(sql.charAt(scanner.position));
        }
        return scanner.tokens;
    }

    private void step(char c) {
        if (Character.isWhitespace(c)) {
            position++;
        } else if (c == '\'') {
            quoted(Kind.STRING, c);
        } else if (c == '"' || c == '`') {
            quoted(Kind.QUOTED, c);
        } else if (sql.startsWith("--", position)) {
            skipLine();
        } else if (sql.startsWith("//", position)) {
            add(Kind.SYMBOL, "//", position, position + 2);
        } else if (sql.startsWith("/*", position)) {
            skipComment();
        } else if (c == '$' && dollarTag() != null) {
            dollarQuoted();
        } else if (Character.isLetter(c) || c == '_') {
            word();
        } else if (Character.isDigit(c)) {
            number();
        } else {
            add(Kind.SYMBOL, String.valueOf(c), position, position + 1);
        }
    }

    private void add(Kind kind, String text, int start, int end) {
        tokens.add(new SqlToken(kind, text, start, end));
        position = end;
    }

    private void word() {
        int end = position;
        while (end < sql.length() && isWordPart(sql.charAt(end))) {
            end++;
        }
        String word = sql.substring(position, end).toUpperCase(Locale.ROOT);
        if (word.equals("E") && end < sql.length() && sql.charAt(end) == '\'') {
            escaped();
        } else {
            add(Kind.WORD, word, position, end);
        }
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private void number() {
        int end = position;
        while (end < sql.length() && (Character.isDigit(sql.charAt(end)) || sql.charAt(end) == '.')) {
            end++;
        }
        add(Kind.NUMBER, sql.substring(position, end), position, end);
    }

    /** A doubled quote stands for one. */
    private void quoted(Kind kind, char quote) {
        String one = String.valueOf(quote);
        int end = position + 1;
        while (end < sql.length() && (sql.charAt(end) != quote || sql.startsWith(one + one, end))) {
            end += sql.charAt(end) == quote ? 2 : 1;
        }
        String content =
                sql.substring(position + 1, Math.min(end, sql.length())).replace(one + one, one);
        add(kind, content, position, Math.min(end + 1, sql.length()));
    }

    /** A literal with backslash escapes: {@code E'it\'s'}; its content is left as it stands. */
    private void escaped() {
        int start = position;
        int end = position + 2;
        while (end < sql.length() && (sql.charAt(end) != '\'' || sql.startsWith("''", end))) {
            end += sql.charAt(end) == '\\' || sql.charAt(end) == '\'' ? 2 : 1;
        }
        String content = sql.substring(start + 2, Math.min(end, sql.length()));
        add(Kind.STRING, content, start, Math.min(end + 1, sql.length()));
    }

    /** A line comment ends at a carriage return too, for the server as for its driver. */
    private void skipLine() {
        while (position < sql.length() && "\r\n".indexOf(sql.charAt(position)) < 0) {
            position++;
        }
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

    private @Nullable String dollarTag() {
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

    private void dollarQuoted() {
        String tag = java.util.Objects.requireNonNull(dollarTag());
        int start = position + tag.length();
        int found = sql.indexOf(tag, start);
        int end = found < 0 ? sql.length() : found;
        add(Kind.BODY, sql.substring(start, end), position, Math.min(end + tag.length(), sql.length()));
    }
}
