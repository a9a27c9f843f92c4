package io.isolario.jdbc.lane;

import io.isolario.core.RefusalException;
import io.isolario.jdbc.database.LaneLogin;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** What lanes need of the application's pool. */
public interface PoolAdapter {

    /** Returns how the pool makes its connections. */
    LaneLogin login();

    /**
     * Closes the pool's connections and keeps it from opening new ones on its own, until {@link Eviction#close()}.
     *
     * @param patience how long connections that are in use are waited for
     */
    Eviction evict(Duration patience) throws SQLException, InterruptedException;

    /** A pool that keeps no connections of its own accord; gone back to normal when closed. */
    interface Eviction extends AutoCloseable {

        /** Closes what has become idle since: a connection that was being opened, or one that was in use. */
        void repeat() throws SQLException;

        @Override
        void close();
    }

    /** Returns the adapter to a pool; empty if there is none. */
    static Optional<PoolAdapter> of(DataSource pool) throws SQLException {
        return KnownPools.recognise(pool);
    }

    /**
     * Returns the adapter to a pool.
     *
     * @param name what stands for it in messages
     * @throws RefusalException if there is none
     */
    static PoolAdapter require(String name, DataSource pool) throws SQLException {
        return of(pool).orElseThrow(() -> new RefusalException("Isolation DATABASE was refused: DataSource \"" + name
                + "\" is of " + pool.getClass().getName()
                + ", which Isolario does not know, so it can neither make it let go of the "
                + "baseline nor learn how it logs in. Ways out: HikariCP, Tomcat's pool, Commons DBCP, Agroal, the driver's own "
                + "DataSource, SandboxDataSource.builder(..).login(..) for any other, or isolation TRANSACTION (@Sandboxed(isolation = TRANSACTION), "
                + "SandboxOptions.isolation(TRANSACTION))."));
    }
}
