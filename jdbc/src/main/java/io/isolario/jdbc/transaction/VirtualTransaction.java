package io.isolario.jdbc.transaction;

import io.isolario.jdbc.dialect.VirtualClock;
import io.isolario.jdbc.sql.SqlCommand;
import io.isolario.jdbc.sql.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A transaction of the application inside the outer one.
 *
 * <p>It is a savepoint, except when nothing was done in the outer transaction before: then it is the outer one itself, as
 * rolling that back undoes the same, and the savepoint's round trips are saved (row 20 of the catalogue).
 *
 * <p>Confined to the turn of its connection, but for {@link #requireCursors()}.
 */
public final class VirtualTransaction {

    private final @Nullable Savepoint savepoint;
    private final long beganNanos = System.nanoTime();
    private final Set<Savepoint> ofApplication = ConcurrentHashMap.newKeySet();
    private final LocalSettings localSettings = new LocalSettings();
    private @Nullable String time;
    private boolean timeIsSet;
    private boolean declaresCursors;
    // Written within the turn; read by whoever goes on reading rows after it.
    private volatile boolean ended;

    /** @param savepoint null for the outer transaction itself */
    VirtualTransaction(@Nullable Savepoint savepoint) {
        this.savepoint = savepoint;
    }

    @Nullable
    Savepoint savepoint() {
        return savepoint;
    }

    /** Returns the savepoints that the application has set in it. */
    Set<Savepoint> ofApplication() {
        return ofApplication;
    }

    LocalSettings localSettings() {
        return localSettings;
    }

    /** Makes the session's clock show when this transaction began. */
    void showTime(VirtualClock clock, Connection physical) throws SQLException {
        if (timeIsSet) {
            return;
        }
        String known = time;
        if (known == null) {
            time = clock.set(physical, System.nanoTime() - beganNanos);
        } else {
            clock.set(physical, known);
        }
        timeIsSet = true;
    }

    /** What the session kept for this transaction may be undone with what was done since a savepoint. */
    void rolledBackToSavepoint() {
        timeIsSet = false;
    }

    void end() {
        ended = true;
    }

    /** Its cursors are still there inside the outer transaction, or a fetch from one would abort that. */
    void requireCursors() throws SQLException {
        if (ended) {
            throw new SQLException(
                    "ERROR: the cursor of this result set ended with its transaction; read the rows before, or without a fetch size",
                    SqlErrors.NO_CURSOR);
        }
    }

    /** Notes what has to be done at the commit because of a statement. */
    void executing(SqlCommand command) {
        declaresCursors |= command.script().startsWith("DECLARE");
    }

    boolean declaresCursors() {
        return declaresCursors;
    }
}
