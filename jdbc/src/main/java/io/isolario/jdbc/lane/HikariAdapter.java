package io.isolario.jdbc.lane;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.isolario.jdbc.database.LaneLogin;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.ds.common.BaseDataSource;

/** HikariCP. */
record HikariAdapter(HikariDataSource pool, LaneLogin login) implements PollingAdapter {

    static Optional<PoolAdapter> of(HikariDataSource pool) {
        return login(pool).map(login -> new HikariAdapter(pool, login));
    }

    private static Optional<LaneLogin> login(HikariDataSource pool) {
        Map<String, String> properties = new HashMap<>();
        Properties configured = pool.getDataSourceProperties();
        configured.stringPropertyNames().forEach(name -> properties.put(name, configured.getProperty(name)));
        String url = pool.getJdbcUrl();
        if (url == null && pool.getDataSource() instanceof BaseDataSource source) {
            url = source.getUrl();
            properties.putAll(KnownPools.login(source).properties());
        }
        PollingAdapter.putIfThere(properties, "user", pool.getUsername());
        PollingAdapter.putIfThere(properties, "password", pool.getPassword());
        PollingAdapter.putIfThere(properties, "currentSchema", pool.getSchema());
        return url == null
                ? Optional.empty()
                : Optional.of(new LaneLogin(url, properties, pool.isAutoCommit(), pool.getConnectionInitSql()));
    }

    /** Without the lower minimum the pool would be refilled at once. */
    @Override
    public Runnable keepEmpty() {
        int configured = pool.getMinimumIdle();
        pool.setMinimumIdle(0);
        return () -> pool.setMinimumIdle(configured);
    }

    @Override
    public void closeIdle() {
        HikariPoolMXBean state = pool.getHikariPoolMXBean();
        if (state != null) {
            state.softEvictConnections();
        }
    }

    @Override
    public int connections() {
        HikariPoolMXBean state = pool.getHikariPoolMXBean();
        return state == null ? 0 : state.getTotalConnections();
    }
}
