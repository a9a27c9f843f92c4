package io.isolario.springboot.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.postgres.ThrowawayPostgres;
import io.isolario.springboot.SandboxRegistryAutoConfiguration;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** Each tenant's rows go to that tenant's database, however its DataSource is wrapped up, and no row to a baseline. */
class NestedDataSourcesTest {

    private static final ThreadLocal<String> TENANT = ThreadLocal.withInitial(() -> "a");

    private final HikariDataSource a = pool("tenant_a");
    private final HikariDataSource b = pool("tenant_b");

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SandboxRegistryAutoConfiguration.class, SandboxDataSourceAutoConfiguration.class))
            .withPropertyValues("isolario.enabled=true", "spring.application.name=shop");

    @AfterEach
    void close() {
        TENANT.remove();
        a.close();
        b.close();
    }

    /** Ways to hide a router. */
    enum Wrapped {
        ROUTER(router -> router),
        LAZY(LazyConnectionDataSourceProxy::new),
        TRANSACTION_AWARE_AND_LAZY(
                router -> new TransactionAwareDataSourceProxy(new LazyConnectionDataSourceProxy(router))),
        COUNTING(CountingDataSource::new),
        COUNTING_AND_LAZY(router -> new CountingDataSource(new LazyConnectionDataSourceProxy(router)));

        // A lambda or a constructor reference.
        @SuppressWarnings("ImmutableEnumChecker")
        private final UnaryOperator<DataSource> wrapping;

        Wrapped(UnaryOperator<DataSource> wrapping) {
            this.wrapping = wrapping;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRouterIsFoundInsideAnotherDataSource(Wrapped wrapped) {
        for (Isolation isolation : Isolation.values()) {
            AbstractRoutingDataSource router = new TenantRouter();
            router.setTargetDataSources(Map.of("a", a, "b", b));
            router.afterPropertiesSet();
            assertTenantsAreApart(wrapped.wrapping.apply(router), isolation);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRouterOfTheApplicationIsFound(Isolation isolation) {
        assertTenantsAreApart(new MapRouter(new HashMap<>(Map.of("a", a, "b", b))), isolation);
        assertTenantsAreApart(new FieldRouter(a, b), isolation);
        assertTenantsAreApart(new LazyConnectionDataSourceProxy(new FieldRouter(a, b)), isolation);
        assertTenantsAreApart(new HelperRouter(new Tenants(new LinkedHashMap<>(Map.of("a", a, "b", b)))), isolation);
    }

    private void assertTenantsAreApart(DataSource bean, Isolation isolation) {
        contexts.withBean("dataSource", DataSource.class, () -> bean).run(context -> {
            DataSource dataSource = context.getBean(DataSource.class);
            SandboxRegistry registry = context.getBean(SandboxRegistry.class);
            SandboxOptions options =
                    SandboxOptions.builder("a test").isolation(isolation).build();
            try (ManagedSandbox sandbox = registry.open(options);
                    Scope scope = sandbox.enter()) {
                for (String tenant : List.of("a", "b", "b", "a", "b")) {
                    TENANT.set(tenant);
                    insert(dataSource, tenant);
                }
                TENANT.set("a");
                assertThat(rows(dataSource)).isEqualTo("a a");
                TENANT.set("b");
                assertThat(rows(dataSource)).isEqualTo("b b b");
            }
            assertThat(rows(a)).isNull();
            assertThat(rows(b)).isNull();
        });
    }

    @Test
    void aRouterThatHasNoDataSourcesYetIsRefused() {
        contexts.withBean("dataSource", DataSource.class, () -> new MapRouter(new HashMap<>()))
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(RefusalException.class)
                        .hasMessage("DataSource \"dataSource\" (" + MapRouter.class.getName()
                                + ") chooses among DataSources that it does not have yet, so none of them can be isolated. Above it,"
                                + " a sandbox would keep to the database of its first statement. Ways out: give it its DataSources"
                                + " when the application starts, make each of them a bean, extend AbstractRoutingDataSource, or set"
                                + " isolario.enabled=false for this context."));
    }

    @Test
    void aRouterWhoseDataSourcesCannotBeReplacedIsRefused() {
        contexts.withBean("dataSource", DataSource.class, () -> new MapRouter(Map.of("a", a, "b", b)))
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(RefusalException.class)
                        .hasMessageStartingWith("DataSource \"dataSource\" (" + MapRouter.class.getName()
                                + ") leads to several databases, and the one in tenants["));
    }

    private static HikariDataSource pool(String database) {
        ThrowawayPostgres postgres = ThrowawayPostgres.start();
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(postgres.jdbcUrl(database));
        pool.setUsername(postgres.username());
        pool.setPassword(postgres.password());
        pool.setMaximumPoolSize(4);
        pool.setMinimumIdle(0);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists item (id serial, name text)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return pool;
    }

    private static void insert(DataSource dataSource, String name) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into item (name) values ('" + name + "')");
        }
    }

    private static String rows(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select string_agg(name, ' ' order by id) from item")) {
            row.next();
            return row.getString(1);
        }
    }

    private static final class TenantRouter extends AbstractRoutingDataSource {

        @Override
        protected Object determineCurrentLookupKey() {
            return TENANT.get();
        }
    }

    /** As a library for metrics has it. */
    private static class CountingDataSource extends DelegatingDataSource {

        private int connections;

        CountingDataSource(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            connections++;
            return super.getConnection();
        }
    }

    /** What routers of an application have in common. */
    private abstract static class OwnRouter extends AbstractDataSource {

        abstract DataSource target();

        @Override
        public Connection getConnection() throws SQLException {
            return target().getConnection();
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return target().getConnection(username, password);
        }
    }

    private static final class MapRouter extends OwnRouter {

        private final Map<String, DataSource> tenants;

        MapRouter(Map<String, DataSource> tenants) {
            this.tenants = tenants;
        }

        @Override
        DataSource target() {
            return tenants.get(TENANT.get());
        }
    }

    private static final class FieldRouter extends OwnRouter {

        private final DataSource writing;
        private final DataSource reading;

        FieldRouter(DataSource writing, DataSource reading) {
            this.writing = writing;
            this.reading = reading;
        }

        @Override
        DataSource target() {
            return TENANT.get().equals("a") ? writing : reading;
        }
    }

    private record Tenants(Map<String, DataSource> byName) {}

    private static final class HelperRouter extends OwnRouter {

        private final Tenants tenants;

        HelperRouter(Tenants tenants) {
            this.tenants = tenants;
        }

        @Override
        DataSource target() {
            return tenants.byName().get(TENANT.get());
        }
    }
}
