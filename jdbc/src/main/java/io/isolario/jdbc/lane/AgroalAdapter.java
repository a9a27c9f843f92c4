package io.isolario.jdbc.lane;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.isolario.jdbc.database.LaneLogin;
import java.util.HashMap;
import java.util.Map;

/** Agroal, the pool of Quarkus. */
record AgroalAdapter(AgroalDataSource pool, LaneLogin login) implements PollingAdapter {

    static AgroalAdapter of(AgroalDataSource pool) {
        AgroalConnectionFactoryConfiguration factory =
                pool.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration();
        Map<String, String> properties = new HashMap<>();
        factory.jdbcProperties()
                .stringPropertyNames()
                .forEach(name -> properties.put(name, factory.jdbcProperties().getProperty(name)));
        if (factory.principal() instanceof NamePrincipal principal) {
            properties.put("user", principal.getName());
        }
        for (Object credential : factory.credentials()) {
            if (credential instanceof SimplePassword password) {
                properties.put("password", password.getWord());
            }
        }
        return new AgroalAdapter(
                pool, new LaneLogin(factory.jdbcUrl(), properties, factory.autoCommit(), factory.initialSql()));
    }

    @Override
    public Runnable keepEmpty() {
        AgroalConnectionPoolConfiguration configuration =
                pool.getConfiguration().connectionPoolConfiguration();
        int configured = configuration.minSize();
        configuration.setMinSize(0);
        return () -> configuration.setMinSize(configured);
    }

    @Override
    public void closeIdle() {
        pool.flush(AgroalDataSource.FlushMode.GRACEFUL);
    }

    @Override
    public int connections() {
        return (int) (pool.getMetrics().activeCount() + pool.getMetrics().availableCount());
    }
}
