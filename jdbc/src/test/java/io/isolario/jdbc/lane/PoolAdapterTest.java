package io.isolario.jdbc.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.isolario.postgres.ThrowawayPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

class PoolAdapterTest {

    private static final ThrowawayPostgres POSTGRES = ThrowawayPostgres.start();

    @ParameterizedTest
    @MethodSource("pools")
    void letsGoOfTheBaselineAndLogsInToLanesLikewise(String database, DataSource pool) throws Exception {
        try (Connection first = pool.getConnection();
                Connection second = pool.getConnection()) {
            Sql.execute(first, "create table if not exists item (name text)");
            assertThat(Sql.single(second, "select count(*) from item")).isEqualTo("0");
        }
        PoolAdapter adapter = PoolAdapter.of(pool).orElseThrow();
        String name = POSTGRES.jdbcUrl(database).replaceFirst(".*/", "");

        LanePool lanes = LanePools.shared().freeze("test", name, List.of(adapter), LaneSettings.defaults(), "the test");

        LaneLease lease = lanes.lease("test", event -> {});
        Connection connection = lease.take(adapter.login());
        assertThat(Sql.single(connection, "select current_database()")).startsWith("isolario_lane_");
        assertThat(Sql.single(connection, "select current_user")).isEqualTo(POSTGRES.username());
        lease.giveBack(connection);
        lease.end();
        try (Connection again = pool.getConnection()) {
            assertThat(Sql.single(again, "select current_database()")).isEqualTo(name);
        }
        if (pool instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    static Stream<Arguments> pools() throws SQLException {
        return Stream.of(
                argumentSet("HikariCP", "adapthikari", hikari()),
                argumentSet("Tomcat", "adapttomcat", tomcat()),
                argumentSet("DBCP", "adaptdbcp", dbcp()),
                argumentSet("Agroal", "adaptagroal", agroal()),
                argumentSet("PGSimpleDataSource", "adaptdriver", driver()));
    }

    @Test
    void waitsForConnectionsThatAPoolIsJustOpening() throws Exception {
        for (int attempt = 0; attempt < 5; attempt++) {
            try (HikariDataSource pool = hikari()) {
                pool.setMaximumPoolSize(8);
                pool.setMinimumIdle(8);
                try (Connection connection = pool.getConnection()) {
                    Sql.execute(connection, "create table filling" + attempt + " (id int)");
                }

                LanePool lanes = LanePools.shared()
                        .freeze(
                                "test",
                                POSTGRES.jdbcUrl("adapthikari").replaceFirst(".*/", ""),
                                List.of(PoolAdapter.of(pool).orElseThrow()),
                                LaneSettings.defaults(),
                                "the test");

                assertThat(lanes).isNotNull();
            }
        }
    }

    @Test
    void refusesAPoolThatItDoesNotKnow() {
        assertThatThrownBy(() -> PoolAdapter.require("shop", new org.h2.jdbcx.JdbcDataSource()))
                .hasMessage(
                        "Isolation DATABASE was refused: DataSource \"shop\" is of org.h2.jdbcx.JdbcDataSource, which Isolario "
                                + "does not know, so it can neither make it let go of the baseline nor learn how it logs in. Ways out: HikariCP, "
                                + "Tomcat's pool, Commons DBCP, Agroal, the driver's own DataSource, SandboxDataSource.builder(..).login(..) for any "
                                + "other, or isolation TRANSACTION "
                                + "(@Sandboxed(isolation = TRANSACTION), SandboxOptions.isolation(TRANSACTION)).");
    }

    @Test
    void givesUpWaitingForAConnectionInUse() throws Exception {
        try (HikariDataSource pool = hikari();
                Connection inUse = pool.getConnection()) {
            PoolAdapter adapter = PoolAdapter.of(pool).orElseThrow();

            try (PoolAdapter.Eviction eviction = adapter.evict(Duration.ofMillis(50))) {
                assertThat(pool.getMinimumIdle()).isZero();
            }
            assertThat(pool.getMinimumIdle()).isEqualTo(2);
            assertThat(inUse.isValid(1)).isTrue();
        }
    }

    private static HikariDataSource hikari() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(POSTGRES.jdbcUrl("adapthikari"));
        pool.setUsername(POSTGRES.username());
        pool.setPassword(POSTGRES.password());
        pool.setMaximumPoolSize(4);
        pool.setMinimumIdle(2);
        return pool;
    }

    private static DataSource tomcat() {
        org.apache.tomcat.jdbc.pool.DataSource pool = new org.apache.tomcat.jdbc.pool.DataSource();
        pool.setUrl(POSTGRES.jdbcUrl("adapttomcat"));
        pool.setDriverClassName("org.postgresql.Driver");
        pool.setUsername(POSTGRES.username());
        pool.setPassword(POSTGRES.password());
        pool.setInitialSize(2);
        pool.setMinIdle(2);
        return pool;
    }

    private static BasicDataSource dbcp() {
        BasicDataSource pool = new BasicDataSource();
        pool.setUrl(POSTGRES.jdbcUrl("adaptdbcp"));
        pool.setUsername(POSTGRES.username());
        pool.setPassword(POSTGRES.password());
        pool.setMinIdle(2);
        return pool;
    }

    private static AgroalDataSource agroal() throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled()
                .connectionPoolConfiguration(pool -> pool.maxSize(4)
                        .minSize(2)
                        .initialSize(2)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(POSTGRES.jdbcUrl("adaptagroal"))
                                .principal(new NamePrincipal(POSTGRES.username()))
                                .credential(new SimplePassword(POSTGRES.password())))));
    }

    private static PGSimpleDataSource driver() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(POSTGRES.jdbcUrl("adaptdriver"));
        source.setUser(POSTGRES.username());
        source.setPassword(POSTGRES.password());
        return source;
    }
}
