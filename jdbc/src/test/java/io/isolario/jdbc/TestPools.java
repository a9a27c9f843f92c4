package io.isolario.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.isolario.postgres.ThrowawayPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Pools for tests. */
public final class TestPools {

    private TestPools() {}

    public static HikariDataSource postgres(String database, int size) {
        ThrowawayPostgres postgres = ThrowawayPostgres.start();
        return pool(postgres.jdbcUrl(database), postgres.username(), postgres.password(), size);
    }

    public static HikariDataSource h2(String database) {
        return pool("jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1", "sa", "", 4);
    }

    static HikariDataSource pool(String url, String user, String password, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(500);
        return new HikariDataSource(config);
    }

    public static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
