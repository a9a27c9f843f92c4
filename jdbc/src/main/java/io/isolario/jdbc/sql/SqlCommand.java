package io.isolario.jdbc.sql;

/**
 * What is about to be executed.
 *
 * @param text the SQL, or what stands for it where a driver makes the SQL itself (meta data, updatable result sets)
 * @param script the statements in it; empty where a driver makes the SQL itself
 */
public record SqlCommand(String text, SqlScript script) {

    /** How the description of a change of a row of an updatable result set begins. */
    public static final String ROW_CHANGE = "ResultSet.";

    private static final int LONGEST_QUOTED = 200;

    public static SqlCommand sql(String text) {
        return new SqlCommand(text, SqlScript.of(text));
    }

    /** A command whose SQL the driver makes. */
    public static SqlCommand driver(String description) {
        return new SqlCommand(description, SqlScript.EMPTY);
    }

    /** Returns whether the driver makes the SQL. */
    @SuppressWarnings("ReferenceEquality") // A text without a statement has a script that equals this one.
    public boolean isOfDriver() {
        return script == SqlScript.EMPTY;
    }

    /** Returns whether this changes a row of an updatable result set. */
    public boolean isRowChange() {
        return text.startsWith(ROW_CHANGE);
    }

    /** The text on one line, short enough for a message. */
    public String quoted() {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_QUOTED ? line : line.substring(0, LONGEST_QUOTED) + "…";
    }
}
