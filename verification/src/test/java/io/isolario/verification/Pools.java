package io.isolario.verification;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalPropertiesReader;
import io.isolario.postgres.ThrowawayPostgres;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.postgresql.ds.PGSimpleDataSource;

/** The pools that the kit is run against; one per name, open until the JVM ends. */
final class Pools {

    private static final int SIZE = 8;
    private static final Map<String, DataSource> KEPT = new ConcurrentHashMap<>();

    private Pools() {}

    static DataSource hikariOnPostgres(String database) {
        ThrowawayPostgres postgres = ThrowawayPostgres.start();
        return hikari(postgres.jdbcUrl(database), postgres.username(), postgres.password());
    }

    static DataSource hikariOnH2(String database) {
        return hikari("jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=5000", "sa", "");
    }

    /** Kept by name: a class of tests cannot keep it itself, as its static fields would fail where MariaDB does not run. */
    static DataSource hikariOnMariaDb(String database) {
        return kept("mariadb " + database, () -> hikari(ThrowawayMariaDb.start().jdbcUrl(database), "root", ""));
    }

    static DataSource kept(String name, Supplier<DataSource> pool) {
        return KEPT.computeIfAbsent(name, ignored -> pool.get());
    }

    private static HikariDataSource hikari(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(SIZE);
        config.setConnectionTimeout(5000);
        return new HikariDataSource(config);
    }

    static DataSource tomcat(String database) {
        ThrowawayPostgres postgres = ThrowawayPostgres.start();
        PoolProperties properties = new PoolProperties();
        properties.setUrl(postgres.jdbcUrl(database));
        properties.setUsername(postgres.username());
        properties.setPassword(postgres.password());
        properties.setDriverClassName("org.postgresql.Driver");
        properties.setMaxActive(SIZE);
        properties.setMaxIdle(SIZE);
        properties.setMinIdle(0);
        // Without it this pool hands connections out in the auto-commit mode that their last user left.
        properties.setDefaultAutoCommit(true);
        properties.setJdbcInterceptors("ConnectionState");
        properties.setInitialSize(0);
        properties.setMaxWait(5000);
        return new org.apache.tomcat.jdbc.pool.DataSource(properties);
    }

    static DataSource dbcp(String database) {
        ThrowawayPostgres postgres = ThrowawayPostgres.start();
        BasicDataSource pool = new BasicDataSource();
        pool.setUrl(postgres.jdbcUrl(database));
        pool.setUsername(postgres.username());
        pool.setPassword(postgres.password());
        pool.setMaxTotal(SIZE);
        return pool;
    }

    static DataSource agroal(String database) {
        ThrowawayPostgres postgres = ThrowawayPostgres.start();
        try {
            return AgroalDataSource.from(new AgroalPropertiesReader()
                    .readProperties(Map.of(
                            "jdbcUrl", postgres.jdbcUrl(database),
                            "principal", postgres.username(),
                            "credential", postgres.password(),
                            "maxSize", String.valueOf(SIZE),
                            "acquisitionTimeout_s", "5"))
                    .get());
        } catch (SQLException e) {
            throw new IllegalStateException("Agroal could not be started", e);
        }
    }

    /** A driver's own DataSource: every connection is a new one. */
    static DataSource plainDriver(String database) {
        ThrowawayPostgres postgres = ThrowawayPostgres.start();
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(postgres.jdbcUrl(database));
        dataSource.setUser(postgres.username());
        dataSource.setPassword(postgres.password());
        return dataSource;
    }
}
