package io.isolario.verification;

import io.isolario.core.Isolation;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;

/** Tomcat JDBC on PostgreSQL. */
class TomcatPoolTest {

    private static DataSource pool() {
        return Pools.kept("tomcat", () -> Pools.tomcat("tomcat"));
    }

    @Nested
    class InTransactionSeparation extends SeparationVerification {

        @Override
        protected DataSource pool() {
            return TomcatPoolTest.pool();
        }
    }

    @Nested
    class InTransaction extends TransactionVerification {

        @Override
        protected DataSource pool() {
            return TomcatPoolTest.pool();
        }
    }

    @Nested
    class OnOneConnection extends SharedConnectionVerification {

        @Override
        protected DataSource pool() {
            return TomcatPoolTest.pool();
        }
    }

    @Nested
    class Checkpoints extends CheckpointVerification {

        @Override
        protected DataSource pool() {
            return TomcatPoolTest.pool();
        }
    }

    @Nested
    class InLanesSeparation extends SeparationVerification {

        @Override
        protected DataSource pool() {
            return TomcatPoolTest.pool();
        }

        @Override
        protected Isolation isolation() {
            return Isolation.DATABASE;
        }
    }
}
