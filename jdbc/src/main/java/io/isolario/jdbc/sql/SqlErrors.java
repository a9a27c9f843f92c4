package io.isolario.jdbc.sql;

import io.isolario.core.Sandbox;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** The errors that this module raises itself, each with the SQLState that drivers and frameworks know it by. */
public final class SqlErrors {

    /** The standard's "connection does not exist". */
    static final String NO_CONNECTION = "08003";
    /** The standard's "connection failure". */
    static final String CONNECTION_LOST = "08006";
    /** The standard's "feature not supported". */
    static final String REFUSED = "0A000";
    /** The standard's "read-only SQL transaction". */
    public static final String READ_ONLY = "25006";
    /** The call-level interface's "timeout expired". */
    static final String TIMEOUT = "HYT00";
    /** PostgreSQL's "no active SQL transaction", used by its driver for a commit in auto-commit mode. */
    public static final String NO_TRANSACTION = "25P01";

    /** The standard's "invalid cursor name", PostgreSQL's word for a cursor that is gone. */
    public static final String NO_CURSOR = "34000";

    /** The standard's "invalid savepoint specification". */
    public static final String NO_SAVEPOINT = "3B001";
    /** PostgreSQL's "lock not available". */
    static final String LOCK_WAIT = "55P03";

    private SqlErrors() {}

    public static SQLException lockWait(String message, SQLException cause) {
        return new SQLTransientException(message, LOCK_WAIT, cause);
    }

    public static SQLException closed(String message) {
        return new SQLNonTransientConnectionException(message, NO_CONNECTION);
    }

    public static SQLException ended(RuntimeException cause) {
        return new SQLNonTransientConnectionException(cause.getMessage(), NO_CONNECTION, cause);
    }

    public static SQLException lost(String message, Throwable cause) {
        return new SQLNonTransientConnectionException(message, CONNECTION_LOST, cause);
    }

    public static SQLException refused(String message) {
        return new SQLFeatureNotSupportedException(message, REFUSED);
    }

    public static SQLException timeout(String message, @Nullable Throwable cause) {
        return new SQLTransientConnectionException(message, TIMEOUT, cause);
    }

    /** What cannot be had in TRANSACTION isolation, and the way out that always is there. */
    public static SQLException refusedInTransaction(Sandbox sandbox, String what, String why) {
        return refused(what + " was refused in sandbox " + sandbox + ": " + why
                + " In TRANSACTION isolation a sandbox is one transaction on one connection. Ways out: "
                + "@Sandboxed(isolation = DATABASE), or SandboxOptions.isolation(DATABASE), which has real commits and as "
                + "many connections as you like.");
    }
}
