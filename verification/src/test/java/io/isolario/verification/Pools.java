package io.isolario.verification;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.isolario.postgres.ThrowawayPostgres;
import javax.sql.DataSource;

/** The pools that the kit is run against; one per class of tests, open until the JVM ends. */
final class Pools {

    private Pools() {}

    static DataSource hikariOnPostgres(String database) {
        ThrowawayPostgres postgres = ThrowawayPostgres.start();
        return hikari(postgres.jdbcUrl(database), postgres.username(), postgres.password());
    }

    static DataSource hikariOnH2(String database) {
        return hikari("jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=5000", "sa", "");
    }

    private static HikariDataSource hikari(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(8);
        config.setConnectionTimeout(5000);
        return new HikariDataSource(config);
    }
}
