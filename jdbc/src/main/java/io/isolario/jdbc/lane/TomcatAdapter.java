package io.isolario.jdbc.lane;

import io.isolario.jdbc.database.LaneLogin;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.tomcat.jdbc.pool.DataSourceProxy;

/** Tomcat's JDBC pool. */
record TomcatAdapter(DataSourceProxy pool, LaneLogin login) implements PollingAdapter {

    static TomcatAdapter of(DataSourceProxy pool) {
        Map<String, String> properties = new HashMap<>();
        Properties configured = pool.getDbProperties();
        configured.stringPropertyNames().forEach(name -> properties.put(name, configured.getProperty(name)));
        PollingAdapter.putIfThere(properties, "user", pool.getUsername());
        PollingAdapter.putIfThere(
                properties, "password", pool.getPoolProperties().getPassword());
        boolean autoCommit = !Boolean.FALSE.equals(pool.isDefaultAutoCommit());
        return new TomcatAdapter(pool, new LaneLogin(pool.getUrl(), properties, autoCommit, pool.getInitSQL()));
    }

    @Override
    public Runnable keepEmpty() {
        int configured = pool.getMinIdle();
        pool.setMinIdle(0);
        return () -> pool.setMinIdle(configured);
    }

    @Override
    public void closeIdle() {
        pool.purge();
    }

    @Override
    public int connections() {
        return pool.getSize();
    }
}
