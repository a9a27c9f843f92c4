package io.isolario.jdbc;

import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/**
 * A transaction of the application inside the outer one. Confined to the turn of its connection.
 *
 * <p>It is a savepoint, except when nothing was done in the outer transaction before: then it is the outer one itself, as
 * rolling that back undoes the same, and the savepoint's round trips are saved.
 */
final class VirtualTransaction {

    private final @Nullable Savepoint savepoint;
    private @Nullable SQLException failure;

    VirtualTransaction(@Nullable Savepoint savepoint) {
        this.savepoint = savepoint;
    }

    @Nullable
    Savepoint savepoint() {
        return savepoint;
    }

    /** Remembers the first statement that failed, as the cause in case the transaction turns out to be aborted. */
    void failed(SQLException statementFailure) {
        if (failure == null) {
            failure = statementFailure;
        }
    }

    @Nullable
    SQLException failure() {
        return failure;
    }
}
