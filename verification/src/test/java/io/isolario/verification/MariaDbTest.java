package io.isolario.verification;

import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;

/** MariaDB with InnoDB, in TRANSACTION isolation. */
class MariaDbTest {

    private static final String IDENTITY = "integer auto_increment";

    @Nested
    class Separation extends SeparationVerification {

        @Override
        protected DataSource pool() {
            return Pools.hikariOnMariaDb("separation");
        }

        @Override
        protected String identityColumn() {
            return IDENTITY;
        }

        @Override
        protected boolean locksWhatItScans() {
            return true;
        }
    }

    @Nested
    class Transactions extends TransactionVerification {

        @Override
        protected DataSource pool() {
            return Pools.hikariOnMariaDb("transactions");
        }

        @Override
        protected String identityColumn() {
            return IDENTITY;
        }

        @Override
        protected boolean locksWhatItScans() {
            return true;
        }
    }

    @Nested
    class OneConnection extends SharedConnectionVerification {

        @Override
        protected DataSource pool() {
            return Pools.hikariOnMariaDb("oneconnection");
        }

        @Override
        protected String identityColumn() {
            return IDENTITY;
        }

        @Override
        protected boolean locksWhatItScans() {
            return true;
        }
    }

    @Nested
    class Refusals extends TransactionRefusalVerification {

        @Override
        protected DataSource pool() {
            return Pools.hikariOnMariaDb("refusals");
        }

        @Override
        protected String identityColumn() {
            return IDENTITY;
        }

        @Override
        protected boolean locksWhatItScans() {
            return true;
        }
    }

    @Nested
    class Checkpoints extends CheckpointVerification {

        @Override
        protected DataSource pool() {
            return Pools.hikariOnMariaDb("checkpoints");
        }

        @Override
        protected String identityColumn() {
            return IDENTITY;
        }

        @Override
        protected boolean locksWhatItScans() {
            return true;
        }
    }
}
