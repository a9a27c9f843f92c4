package io.isolario.jdbc.transaction;

import io.isolario.core.ResourceSession;
import java.sql.SQLException;
import java.sql.Savepoint;

/**
 * A state in the middle of an outer transaction.
 *
 * @param savepoint where it is
 * @param foldedBefore how many stand-alone statements had been executed since the savepoint that theirs are folded down to
 */
record OuterTransactionMark(TransactionDatabase database, Savepoint savepoint, int foldedBefore)
        implements ResourceSession.Mark {

    /** What becomes of a mark when the transaction goes back to it. */
    enum Fate {
        KEPT,
        GIVEN_UP
    }

    @Override
    public void restore() throws SQLException {
        database.backTo(this, Fate.KEPT);
    }

    @Override
    public void undo() throws SQLException {
        database.backTo(this, Fate.GIVEN_UP);
    }
}
