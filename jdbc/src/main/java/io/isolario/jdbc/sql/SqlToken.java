package io.isolario.jdbc.sql;

import java.util.Locale;

/**
 * A piece of SQL that means something: comments and blanks are none.
 *
 * @param kind what it is
 * @param text a word in upper case, the content of what was quoted, or the symbol itself
 * @param start where it begins in the SQL
 * @param end where it has ended in the SQL
 */
public record SqlToken(Kind kind, String text, int start, int end) {

    public enum Kind {
        /** A keyword, or a name without quotes. */
        WORD,
        /** A name in quotes. */
        QUOTED,
        /** A literal, with its quotes and their doubling taken off. */
        STRING,
        /** The content of a dollar-quoted literal. */
        BODY,
        NUMBER,
        SYMBOL
    }

    public boolean isWord(String upperCase) {
        return kind == Kind.WORD && text.equals(upperCase);
    }

    public boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** Returns whether this can name a table, a column or a function. */
    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /** Returns the name as PostgreSQL stores it. */
    public String name() {
        return kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : text;
    }
}
