package io.isolario.jdbc;

import static io.isolario.jdbc.FidelityMessages.ENDLESS;
import static io.isolario.jdbc.FidelityMessages.JOINED;
import static io.isolario.jdbc.FidelityMessages.LOCKED;
import static io.isolario.jdbc.FidelityMessages.LOST;
import static io.isolario.jdbc.FidelityMessages.NO_COMMIT;
import static io.isolario.jdbc.FidelityMessages.NO_TIME;
import static io.isolario.jdbc.FidelityMessages.TABLE_LOCK;
import static io.isolario.jdbc.FidelityMessages.UNOWNED;
import static io.isolario.jdbc.FidelityRow.row;

import io.isolario.jdbc.dialect.AdvisoryLockCheck;
import io.isolario.jdbc.dialect.ClockCheck;
import io.isolario.jdbc.dialect.ClockRewrite;
import io.isolario.jdbc.dialect.DeferrableConstraints;
import io.isolario.jdbc.dialect.NotificationCheck;
import io.isolario.jdbc.dialect.PostgresClock;
import io.isolario.jdbc.dialect.PostgresDialect;
import io.isolario.jdbc.dialect.PostgresSchemaLint;
import io.isolario.jdbc.dialect.SessionStateCheck;
import io.isolario.jdbc.dialect.TemporaryTableCheck;
import io.isolario.jdbc.dialect.TransactionControlCheck;
import io.isolario.jdbc.dialect.TransactionIdCheck;
import io.isolario.jdbc.dialect.TransactionModeCheck;
import io.isolario.jdbc.dialect.TwoPhaseCheck;
import io.isolario.jdbc.dialect.WrittenRows;
import io.isolario.jdbc.guard.FetchGuard;
import io.isolario.jdbc.guard.GuardedResultSet;
import io.isolario.jdbc.guard.LockWaitExecution;
import io.isolario.jdbc.guard.LockWatch;
import io.isolario.jdbc.transaction.ConnectionQueue;
import io.isolario.jdbc.transaction.EndlessWait;
import io.isolario.jdbc.transaction.LocalSettings;
import io.isolario.jdbc.transaction.LocalSettingsExecution;
import io.isolario.jdbc.transaction.LockClauseRewrite;
import io.isolario.jdbc.transaction.NoOuterTransactionExecution;
import io.isolario.jdbc.transaction.OuterTransaction;
import io.isolario.jdbc.transaction.PhysicalConnection;
import io.isolario.jdbc.transaction.SharedSettingsConnection;
import io.isolario.jdbc.transaction.TableLockExecution;
import io.isolario.jdbc.transaction.TemporaryTableExecution;
import io.isolario.jdbc.transaction.TransactionBlockExecution;
import io.isolario.jdbc.transaction.TransactionDatabase;
import io.isolario.jdbc.transaction.TransactionalExecution;
import io.isolario.jdbc.transaction.VirtualConnection;
import io.isolario.jdbc.transaction.VirtualTransaction;
import io.isolario.jdbc.unowned.ReadOnlyExecution;
import io.isolario.jdbc.unowned.UnownedConnection;
import java.util.List;

/** What is told in docs/guide/fidelity.md: every known way in which a test in one transaction differs from production. */
public final class FidelityCatalogue {

    static final List<FidelityRow> ROWS = List.of(
            row(1, "What is done after a commit happens at the commit")
                    .answer("A virtual commit returns like a real one.")
                    .code(VirtualConnection.class)
                    .same("another thread sees the commit", ConcurrencyPrograms::afterCommit)
                    .alsoIn("spring-boot/src/test/java/io/isolario/springboot/NotesOverHttpTest.java"),
            row(2, "It works through a real HTTP server")
                    .answer("The sandbox goes with the request, whichever thread serves it.")
                    .code(SandboxDataSource.class)
                    .same("a thread of a server works for the test", ConcurrencyPrograms::requestOfAServer)
                    .alsoIn("servlet/src/test/java/io/isolario/servlet/BindingVerification.java"),
            row(3, "Tests run at the same time in one application")
                    .answer("Each sandbox has a connection of its own.")
                    .code(PhysicalConnection.class)
                    .same("another test's rows are not seen", ConcurrencyPrograms::testsAtTheSameTime)
                    .alsoIn("verification/src/main/java/io/isolario/verification/SeparationVerification.java"),
            row(4, "One test uses several connections and threads")
                    .answer(
                            "They take turns on the one connection; a wait that cannot end is refused at once, every other is bounded.")
                    .code(ConnectionQueue.class, EndlessWait.class)
                    .same("four threads write in transactions", ConcurrencyPrograms::threadsOfOneTest)
                    .failedWith(
                            "a transaction joins a thread that needs the connection",
                            ConcurrencyPrograms::joinInTransaction,
                            JOINED)
                    .alsoIn("verification/src/main/java/io/isolario/verification/SharedConnectionVerification.java"),
            row(5, "REQUIRES_NEW commits on its own")
                    .answer("Refused once the outer transaction has begun; before, it is the same.")
                    .code(ConnectionQueue.class)
                    .failedWith("inner transaction inside an outer one", ConcurrencyPrograms::requiresNew, ENDLESS)
                    .same(
                            "inner transaction before the outer one's first statement",
                            ConcurrencyPrograms::requiresNewFirst),
            row(6, "A failed statement spoils only its own transaction")
                    .answer("Each virtual transaction is a savepoint, and so is each stand-alone statement.")
                    .code(TransactionalExecution.class, OuterTransaction.class)
                    .same("failure inside a transaction", TransactionPrograms::failureInTransaction)
                    .same("failure in auto-commit mode", TransactionPrograms::failureInAutoCommit),
            row(7, "Deferred constraints are checked at the commit")
                    .answer(
                            "A virtual commit has them checked, fails like a real one, and leaves them as deferred as before. Nothing is sent "
                                    + "when the schema has none.")
                    .code(DeferrableConstraints.class)
                    .same("violation at the commit, and one that is put right", TransactionPrograms::deferredViolation)
                    .same("violation in auto-commit mode", TransactionPrograms::deferredViolationInAutoCommit)
                    .same(
                            "SET CONSTRAINTS ends with its transaction",
                            TransactionPrograms::constraintsMadeDeferredEndWithTheTransaction)
                    .same("a constraint trigger runs at the commit", TransactionPrograms::constraintTrigger)
                    .same("a constraint of a table that the test creates", TransactionPrograms::constraintOfANewTable),
            row(8, "now() and CURRENT_TIMESTAMP are the time of the transaction")
                    .answer(
                            "In statements they are replaced by the time of the virtual transaction. In defaults, views, functions and triggers they "
                                    + "cannot be without a change of your schema: each such object is named in the log and in the journal. There "
                                    + "the time is that of the sandbox's first statement, so an order by such a column does not tell two "
                                    + "transactions apart.")
                    .code(ClockRewrite.class, PostgresClock.class, ClockCheck.class, PostgresSchemaLint.class)
                    .same("advances with each transaction and not within", ClockPrograms::advancesWithEachTransaction)
                    .same("begins with the first statement", ClockPrograms::beginsWithTheFirstStatement)
                    .same("types and names of columns", ClockPrograms::hasTypesAndNames)
                    .same("prepared statements and batches", ClockPrograms::worksInPreparedStatements)
                    .same("literals and comments are left alone", ClockPrograms::doesNotTouchWhatOnlyLooksLikeIt)
                    .refused("the literal 'now'", ClockPrograms::literal, "\"select timestamptz 'now'\"", NO_TIME)
                    .refused("a DO block", ClockPrograms::program, "\"do $$ begin perform now(); end $$\"", NO_TIME)
                    .told(
                            "a column default",
                            ClockPrograms::columnDefault,
                            "differs here: column stamped.at (default): its time stands still from the sandbox's first statement on (row 8)"),
            row(9, "SET LOCAL and set_config(.., true) end with the transaction")
                    .answer("The old values are put back at the virtual commit; a rollback does so itself.")
                    .code(LocalSettings.class, LocalSettingsExecution.class, PostgresSchemaLint.class)
                    .same("with a commit", TransactionPrograms::localSettings)
                    .same("with rollbacks", TransactionPrograms::localSettingsWithRollback)
                    .same("in auto-commit mode", TransactionPrograms::localSettingsInAutoCommit)
                    .refused(
                            "for the session",
                            TransactionPrograms::settingOfTheSession,
                            "\"select set_config('app.tenant', 'first', false)\"",
                            "set_config changes the session, which all connections of the sandbox share, unless its third argument is the "
                                    + "literal true and its first one a literal too, so that the setting can end with its transaction.")
                    .told(
                            "by a function",
                            TransactionPrograms::settingByFunction,
                            "differs here: function become(text): a setting that it makes for a transaction stays until the sandbox ends (row 9)"),
            row(10, "A transaction can be READ ONLY")
                    .answer("The virtual transaction is read only at the server.")
                    .code(OuterTransaction.class, PostgresDialect.class)
                    .same("refuses writes, and the next one does not", TransactionPrograms::readOnly),
            row(11, "Isolation levels")
                    .answer("Refused: a transaction inside another has the level of that.")
                    .code(SharedSettingsConnection.class, TransactionModeCheck.class)
                    .refused(
                            "by a call",
                            TransactionPrograms::serializable,
                            "Transaction isolation SERIALIZABLE",
                            "the outer transaction has READ_COMMITTED, and a transaction inside another cannot have a level of its own.")
                    .refused(
                            "as SQL text",
                            TransactionPrograms::serializableAsText,
                            "\"set transaction isolation level serializable\"",
                            "the outer transaction has its modes already, and a transaction inside another cannot have a level of its own; "
                                    + "Connection.setReadOnly works as usual."),
            row(12, "FOR UPDATE, NOWAIT and SKIP LOCKED part workers")
                    .answer(
                            "Transactions of one sandbox follow each other, so each sees what the one before has done. SKIP LOCKED and NOWAIT are "
                                    + "taken out: only another sandbox can have locked a row, and that is waited for, and explained when it takes too "
                                    + "long.")
                    .code(LockClauseRewrite.class, ConnectionQueue.class, LockWatch.class)
                    .same("workers one after another", ConcurrencyPrograms::workersOneAfterAnother)
                    .failedWith(
                            "workers at the same time on one thread",
                            ConcurrencyPrograms::workersAtTheSameTime,
                            ENDLESS)
                    .failedWith(
                            "SKIP LOCKED, row locked by another test",
                            ConcurrencyPrograms::jobThatAnotherTestHasTaken,
                            LOCKED)
                    .failedWith(
                            "NOWAIT, row locked by another test",
                            ConcurrencyPrograms::jobThatAnotherTestHasTakenNowait,
                            LOCKED),
            row(13, "Advisory locks")
                    .answer("Refused, in statements; named when in a function.")
                    .code(AdvisoryLockCheck.class, PostgresSchemaLint.class)
                    .refused(
                            "for a transaction",
                            ConcurrencyPrograms::advisoryLock,
                            "\"select pg_try_advisory_xact_lock(1)\"",
                            "pg_try_advisory_xact_lock locks for the server's session: it would be granted again to every connection of this "
                                    + "sandbox, and be held against all other sandboxes until this one ends."),
            row(14, "LISTEN and NOTIFY")
                    .answer("Refused, in statements; named when in a trigger, whose notification nobody gets.")
                    .code(NotificationCheck.class, PostgresSchemaLint.class)
                    .refused("NOTIFY", ConcurrencyPrograms::notification, "\"notify changes\"", "NOTIFY" + NO_COMMIT)
                    .refused(
                            "pg_notify",
                            ConcurrencyPrograms::notificationByFunction,
                            "\"select pg_notify('changes', 'item 1')\"",
                            "pg_notify" + NO_COMMIT)
                    .told(
                            "a trigger",
                            ConcurrencyPrograms::notificationByTrigger,
                            "differs here: function announce() (trigger of announced): its notifications are never delivered (row 14)"),
            row(15, "Temporary tables")
                    .answer(
                            "ON COMMIT is refused, and so is another connection that talks of one: all share a session.")
                    .code(TemporaryTableCheck.class, TemporaryTableExecution.class)
                    .same("on one connection", SchemaPrograms::temporaryTable)
                    .refused(
                            "ON COMMIT",
                            SchemaPrograms::temporaryTableOnCommit,
                            "\"create temp table scratch (id int) on commit drop\"",
                            "ON COMMIT happens at a real commit only, and there is none. A temporary table that is dropped or emptied by a "
                                    + "statement works as usual.")
                    .refused(
                            "of another connection",
                            SchemaPrograms::temporaryTableOfAnotherConnection,
                            "\"select count(*) from scratch\"",
                            "another connection of the sandbox has a temporary table \"scratch\"; this one must not see it, but shares its session."),
            row(16, "Sequences are not rolled back")
                    .answer("Neither here nor in production. Ids depend on what ran before: assert none literally.")
                    .code(OuterTransaction.class)
                    .same("a rollback leaves a gap", TransactionPrograms::gapOfASequence),
            row(17, "The same unique key in two tests")
                    .answer(
                            "The second one waits for the first; a wait that is too long is ended, and names both tests and the table.")
                    .code(LockWatch.class, LockWaitExecution.class)
                    .failedWith("two tests insert the same key", ConcurrencyPrograms::sameKeyInTwoTests, LOCKED)
                    .alsoIn("jdbc/src/test/java/io/isolario/jdbc/LockWaitTest.java"),
            row(18, "TRUNCATE, DDL and what must be outside a transaction")
                    .answer(
                            "Refused where others would wait until the test ends; free for tables that the test creates.")
                    .code(TableLockExecution.class, TransactionBlockExecution.class, NoOuterTransactionExecution.class)
                    .refused("TRUNCATE", SchemaPrograms::truncate, "\"truncate job\"", "TRUNCATE" + TABLE_LOCK)
                    .refused(
                            "ALTER TABLE",
                            SchemaPrograms::alter,
                            "\"alter table item add column colour text\"",
                            "ALTER" + TABLE_LOCK)
                    .refused(
                            "LOCK TABLE",
                            SchemaPrograms::lock,
                            "\"lock table item in exclusive mode\"",
                            "LOCK" + TABLE_LOCK)
                    .refused("VACUUM", SchemaPrograms::vacuum, "\"vacuum item\"", "VACUUM" + TABLE_LOCK)
                    .same("LOCK TABLE in auto-commit mode", SchemaPrograms::lockInAutoCommit)
                    .same("a table of the test's own", SchemaPrograms::tableOfItsOwn)
                    .refused(
                            "a procedure that commits",
                            SchemaPrograms::procedureThatCommits,
                            "\"call commits()\"",
                            "it must not be inside a transaction (ERROR: invalid transaction termination\n"
                                    + "  Where: PL/pgSQL function commits() line 2 at COMMIT)."),
            row(19, "Two-phase commits")
                    .answer("Refused.")
                    .code(TwoPhaseCheck.class, SandboxDataSource.class)
                    .refused(
                            "PREPARE TRANSACTION",
                            TransactionPrograms::twoPhases,
                            "\"prepare transaction 'one'\"",
                            "a prepared transaction leaves its connection and outlives the sandbox, which could not undo it."),
            row(20, "Many transactions do not overflow the server's list of subtransactions")
                    .answer(
                            "Transactions that are empty or only read leave none behind; from 65 writing ones on, other sessions look "
                                    + "a little longer at the rows.")
                    .code(VirtualTransaction.class, OuterTransaction.class)
                    .same("a hundred transactions", TransactionPrograms::manyTransactions)
                    .alsoIn("jdbc/src/test/java/io/isolario/jdbc/SubtransactionTest.java"),
            row(21, "Transaction numbers")
                    .answer("The functions are refused; xmin changes with each virtual transaction.")
                    .code(TransactionIdCheck.class, PostgresSchemaLint.class)
                    .refused(
                            "txid_current()",
                            TransactionPrograms::transactionId,
                            "\"select txid_current() > 0\"",
                            "txid_current tells the outer transaction, which is the same one for the whole sandbox.")
                    .same("xmin as the version of a row", TransactionPrograms::rowVersion),
            row(22, "A lost border of the rollback is reported")
                    .answer("Looked for after every statement, and at the end.")
                    .code(OuterTransaction.class, PhysicalConnection.class)
                    .failedWith("a commit on the physical connection", TransactionPrograms::lostBorder, LOST)
                    .alsoIn("jdbc/src/test/java/io/isolario/jdbc/TransactionBordersTest.java"),
            row(23, "Requests that still run when their test ends")
                    .answer("Waited for, named, cut off; they reach no other test's data.")
                    .code(TransactionDatabase.class)
                    .same("a late transaction of another test", ConcurrencyPrograms::lateRequestOfAnotherTest)
                    .alsoIn("servlet/src/test/java/io/isolario/servlet/AsynchronousVerification.java"),
            row(24, "Background work that belongs to no test")
                    .answer("It reads the baseline; its writes are refused.")
                    .code(UnownedConnection.class, ReadOnlyExecution.class)
                    .failedInSandboxes("a scheduler writes", ConcurrencyPrograms::jobOfNobody, UNOWNED)
                    .alsoIn("verification/src/main/java/io/isolario/verification/SeparationVerification.java"),
            row(25, "Rows that were rolled back do not slow later tests down")
                    .answer("The throwaway server vacuums every second.")
                    .same("autovacuum is on", SchemaPrograms::vacuumsItself)
                    .alsoIn("verification/src/test/java/io/isolario/verification/ManyTestsInARowTest.java")
                    .alsoIn("postgres/src/main/java/io/isolario/postgres/ServerSettings.java"),
            row(26, "Several pools to one database")
                    .answer("They share the sandbox's connection.")
                    .code(SandboxDatabases.class)
                    .same("what one writes the other reads", ConcurrencyPrograms::severalPools),
            row(27, "The data of a failed test can be looked at")
                    .answer("What it wrote is put into its journal before it is undone.")
                    .code(WrittenRows.class)
                    .told(
                            "a failed test",
                            SchemaPrograms::failingTest,
                            "item {\"id\":%,\"name\":\"of the failing test\"}"),
            row(28, "Cursors end with their transaction")
                    .answer("Further rows are refused as the server would.")
                    .code(FetchGuard.class, GuardedResultSet.class, VirtualTransaction.class)
                    .same("a result set with a fetch size", TransactionPrograms::cursorAfterCommit)
                    .same("DECLARE CURSOR", TransactionPrograms::declaredCursorAfterCommit),
            row(29, "Each connection has a session of its own")
                    .answer("What changes the session is refused.")
                    .code(SessionStateCheck.class)
                    .refused(
                            "SET",
                            TransactionPrograms::settingAsText,
                            "\"set statement_timeout = '5s'\"",
                            "SET changes the session, which all connections of the sandbox share; with real connections the others would not "
                                    + "see it. SET LOCAL and set_config(.., true) work as usual."),
            row(30, "Transaction control as SQL text")
                    .answer("Refused: it would end, or outlive, the outer transaction.")
                    .code(TransactionControlCheck.class)
                    .refused(
                            "SAVEPOINT",
                            TransactionPrograms::savepointAsText,
                            "\"savepoint mine\"",
                            "a savepoint as SQL text would outlive its transaction, which is a savepoint itself; Connection.setSavepoint, "
                                    + "rollback(Savepoint) and releaseSavepoint work as usual.")
                    .alsoIn("verification/src/main/java/io/isolario/verification/TransactionRefusalVerification.java"),
            row(31, "A statement timeout ends one statement")
                    .answer("It is cancelled, and its virtual transaction rolled back.")
                    .code(OuterTransaction.class)
                    .same("a query timeout in a transaction", ConcurrencyPrograms::timeout));

    private FidelityCatalogue() {}
}
