package io.isolario.jdbc.lane;

/** The ways in which PostgreSQL copies a database. */
enum CloneStrategy {
    /** Whatever the server does; before 15 there was nothing to choose. */
    UNSPECIFIED("", ""),
    /** Copies files, between two checkpoints: those are dear where data is made durable. */
    FILE_COPY("", " STRATEGY file_copy"),
    /** Lets the file system share blocks; from 18 on, where the platform can. */
    CLONED_FILES("SET file_copy_method = clone", " STRATEGY file_copy"),
    /** Writes each page to the log as well, without a checkpoint: good for small databases. */
    WAL_LOG("", " STRATEGY wal_log");

    private final String before;
    private final String clause;

    CloneStrategy(String before, String clause) {
        this.before = before;
        this.clause = clause;
    }

    /** Returns what to execute in the session first; empty for nothing. */
    String before() {
        return before;
    }

    /** Returns the end of a CREATE DATABASE. */
    String clause() {
        return clause;
    }
}
