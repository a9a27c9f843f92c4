package io.isolario.verification;

import io.isolario.core.Isolation;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;

/** Commons DBCP 2 on PostgreSQL. */
class DbcpPoolTest {

    private static DataSource pool() {
        return Pools.kept("dbcp", () -> Pools.dbcp("dbcp"));
    }

    @Nested
    class InTransactionSeparation extends SeparationVerification {

        @Override
        protected DataSource pool() {
            return DbcpPoolTest.pool();
        }
    }

    @Nested
    class InTransaction extends TransactionVerification {

        @Override
        protected DataSource pool() {
            return DbcpPoolTest.pool();
        }
    }

    @Nested
    class OnOneConnection extends SharedConnectionVerification {

        @Override
        protected DataSource pool() {
            return DbcpPoolTest.pool();
        }
    }

    @Nested
    class Checkpoints extends CheckpointVerification {

        @Override
        protected DataSource pool() {
            return DbcpPoolTest.pool();
        }
    }

    @Nested
    class InLanesSeparation extends SeparationVerification {

        @Override
        protected DataSource pool() {
            return DbcpPoolTest.pool();
        }

        @Override
        protected Isolation isolation() {
            return Isolation.DATABASE;
        }
    }
}
