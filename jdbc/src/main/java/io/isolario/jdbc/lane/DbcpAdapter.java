package io.isolario.jdbc.lane;

import io.isolario.jdbc.database.LaneLogin;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.dbcp2.BasicDataSource;

/** Commons DBCP. */
record DbcpAdapter(BasicDataSource pool, LaneLogin login) implements PollingAdapter {

    static DbcpAdapter of(BasicDataSource pool) {
        Map<String, String> properties = new HashMap<>();
        PollingAdapter.putIfThere(properties, "user", pool.getUserName());
        PollingAdapter.putIfThere(properties, "password", password(pool));
        Collection<String> initial = pool.getConnectionInitSqls();
        boolean autoCommit = !Boolean.FALSE.equals(pool.getDefaultAutoCommit());
        return new DbcpAdapter(
                pool,
                new LaneLogin(
                        pool.getUrl(), properties, autoCommit, initial.isEmpty() ? null : String.join("; ", initial)));
    }

    // The pool deprecates it lest it is shown; a lane logs in with it.
    @SuppressWarnings("deprecation")
    private static @org.jspecify.annotations.Nullable String password(BasicDataSource pool) {
        return pool.getPassword();
    }

    @Override
    public Runnable keepEmpty() {
        int configuredMinimum = pool.getMinIdle();
        int configuredMaximum = pool.getMaxIdle();
        pool.setMinIdle(0);
        // What comes back is closed.
        pool.setMaxIdle(0);
        return () -> {
            pool.setMaxIdle(configuredMaximum);
            pool.setMinIdle(configuredMinimum);
        };
    }

    /** It has no call for that: each idle connection is taken and given up. */
    @Override
    public void closeIdle() throws SQLException {
        for (int idle = pool.getNumIdle(); idle > 0; idle--) {
            pool.invalidateConnection(pool.getConnection());
        }
    }

    @Override
    public int connections() {
        return pool.getNumActive() + pool.getNumIdle();
    }
}
