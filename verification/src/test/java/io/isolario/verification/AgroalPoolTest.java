package io.isolario.verification;

import io.isolario.core.Isolation;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;

/** Agroal on PostgreSQL. */
class AgroalPoolTest {

    private static DataSource pool() {
        return Pools.kept("agroal", () -> Pools.agroal("agroal"));
    }

    @Nested
    class InTransactionSeparation extends SeparationVerification {

        @Override
        protected DataSource pool() {
            return AgroalPoolTest.pool();
        }
    }

    @Nested
    class InTransaction extends TransactionVerification {

        @Override
        protected DataSource pool() {
            return AgroalPoolTest.pool();
        }
    }

    @Nested
    class OnOneConnection extends SharedConnectionVerification {

        @Override
        protected DataSource pool() {
            return AgroalPoolTest.pool();
        }
    }

    @Nested
    class Checkpoints extends CheckpointVerification {

        @Override
        protected DataSource pool() {
            return AgroalPoolTest.pool();
        }
    }

    @Nested
    class InLanesSeparation extends SeparationVerification {

        @Override
        protected DataSource pool() {
            return AgroalPoolTest.pool();
        }

        @Override
        protected Isolation isolation() {
            return Isolation.DATABASE;
        }
    }
}
