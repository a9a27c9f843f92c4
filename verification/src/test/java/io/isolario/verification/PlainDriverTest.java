package io.isolario.verification;

import io.isolario.core.Isolation;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;

/** A DataSource without a pool on PostgreSQL. */
class PlainDriverTest {

    private static DataSource pool() {
        return Pools.kept("plainDriver", () -> Pools.plainDriver("plaindriver"));
    }

    @Nested
    class InTransactionSeparation extends SeparationVerification {

        @Override
        protected DataSource pool() {
            return PlainDriverTest.pool();
        }
    }

    @Nested
    class InTransaction extends TransactionVerification {

        @Override
        protected DataSource pool() {
            return PlainDriverTest.pool();
        }
    }

    @Nested
    class OnOneConnection extends SharedConnectionVerification {

        @Override
        protected DataSource pool() {
            return PlainDriverTest.pool();
        }
    }

    @Nested
    class Checkpoints extends CheckpointVerification {

        @Override
        protected DataSource pool() {
            return PlainDriverTest.pool();
        }
    }

    @Nested
    class InLanesSeparation extends SeparationVerification {

        @Override
        protected DataSource pool() {
            return PlainDriverTest.pool();
        }

        @Override
        protected Isolation isolation() {
            return Isolation.DATABASE;
        }
    }
}
