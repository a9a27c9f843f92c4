package io.isolario.springboot.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import io.isolario.jdbc.SandboxDataSource;
import io.isolario.springboot.SandboxRegistryAutoConfiguration;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.xa.PGXADataSource;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

class DataSourceWrappingTest {

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SandboxRegistryAutoConfiguration.class, SandboxDataSourceAutoConfiguration.class))
            .withPropertyValues("isolario.enabled=true", "spring.application.name=shop");

    @Test
    void wrapsEveryDataSourceAndKeepsItsClass() {
        contexts.withUserConfiguration(Two.class).run(context -> {
            assertThat(context.getBean("orders")).isInstanceOf(HikariDataSource.class);
            assertThat(context.getBean("orders", HikariDataSource.class).getMaximumPoolSize())
                    .isEqualTo(3);
            assertThat(context.getBean("stock")).isInstanceOf(XADataSource.class);
            assertThat(context.getBean(SandboxRegistry.class))
                    .hasToString(
                            "SandboxRegistry{shop, resources=[DataSource \"orders\", DataSource \"stock\", scoped beans]}");
        });
    }

    /** A database without a dialect, say, that the tests only read. */
    @Test
    void leavesADataSourceAloneThatIsAccepted() {
        contexts.withUserConfiguration(Two.class)
                .withPropertyValues("isolario.accept=stock")
                .run(context -> {
                    assertThat(context.getBean(SandboxRegistry.class))
                            .hasToString("SandboxRegistry{shop, resources=[DataSource \"orders\", scoped beans]}");
                    assertThat(context.getBean("stock", DataSource.class).isWrapperFor(SandboxDataSource.class))
                            .isFalse();
                });
    }

    @Test
    void refusesXaConnectionsOfAPlainDataSource() {
        contexts.withUserConfiguration(Two.class).run(context -> assertThatThrownBy(
                        () -> context.getBean("stock", XADataSource.class).getXAConnection())
                .isInstanceOf(SQLFeatureNotSupportedException.class)
                .hasMessage("DataSource \"stock\" was asked for a connection of the XA kind: those cannot be kept in a"
                        + " sandbox. Use getConnection() in tests, or set isolario.enabled=false for this context."));
    }

    @Test
    void leavesProxiesOfBeansAlone() {
        contexts.withUserConfiguration(Proxies.class).run(context -> {
            assertThat(context.getBean(SandboxRegistry.class))
                    .hasToString("SandboxRegistry{shop, resources=[DataSource \"orders\", scoped beans]}");
            assertThat(context.getBean("lazy", DataSource.class).unwrap(SandboxDataSource.class))
                    .isSameAs(context.getBean("aware", DataSource.class).unwrap(SandboxDataSource.class));
        });
    }

    @Test
    void wrapsTheTargetsOfARouterOneByOne() {
        contexts.withUserConfiguration(Routed.class).run(context -> {
            assertThat(resourceNames(context.getBean(DataSourceWrapping.class)))
                    .containsExactlyInAnyOrder("DataSource \"orders\"", "DataSource \"router[archive]\"");
            Router router = context.getBean(Router.class);
            assertThat(router.unwrap(SandboxDataSource.class).name()).isEqualTo("orders");
            router.key = "archive";
            assertThat(router.unwrap(SandboxDataSource.class).name()).isEqualTo("router[archive]");
        });
    }

    @Test
    void isolatesADataSourceWhoseMethodsAreFinal() {
        contexts.withUserConfiguration(Final.class).run(context -> {
            assertThat(context.getBean(SandboxRegistry.class))
                    .hasToString("SandboxRegistry{shop, resources=[DataSource \"unyielding\", scoped beans]}");
            DataSource dataSource = context.getBean(DataSource.class);
            assertThat(dataSource).isNotInstanceOf(Unyielding.class);
            assertThat(dataSource.unwrap(SandboxDataSource.class).name()).isEqualTo("unyielding");
        });
    }

    @Test
    void refusesABeanThatOnlyDoesDistributedTransactions() {
        contexts.withUserConfiguration(Distributed.class).run(context -> assertThat(context.getStartupFailure())
                .rootCause()
                .isInstanceOf(RefusalException.class)
                .hasMessage(
                        "Bean \"distributed\" (org.postgresql.xa.PGXADataSource) is an XADataSource: a sandbox cannot"
                                + " take part in distributed transactions, and its connections would reach the shared database from"
                                + " every sandbox. Give the tests a javax.sql.DataSource bean instead (by a profile, say), or set"
                                + " isolario.enabled=false for this context."));
    }

    @Test
    void refusesADataSourceThatIsCreatedAfterTheRegistry() {
        contexts.withUserConfiguration(Prototype.class)
                .run(context -> assertThatThrownBy(() -> context.getBean("each", DataSource.class))
                        .rootCause()
                        .isInstanceOf(RefusalException.class)
                        .hasMessage(
                                "DataSource \"each\" is created too late: the registry of the application exists, and no sandbox"
                                        + " would have a part of this DataSource. Make it a singleton bean, so that it is there when the"
                                        + " application starts."));
    }

    private static List<String> resourceNames(DataSourceWrapping wrapping) {
        return wrapping.handOver().stream().map(SandboxResource::name).toList();
    }

    private static HikariDataSource hikari(String database) {
        HikariDataSource dataSource = new HikariDataSource();
        dataSource.setJdbcUrl("jdbc:h2:mem:" + database);
        dataSource.setMaximumPoolSize(3);
        return dataSource;
    }

    @Configuration
    static class Two {

        @Bean
        HikariDataSource orders() {
            return hikari("orders");
        }

        @Bean(defaultCandidate = false)
        @Lazy
        JdbcDataSource stock() {
            JdbcDataSource dataSource = new JdbcDataSource();
            dataSource.setURL("jdbc:h2:mem:stock");
            return dataSource;
        }

        /** A call from one bean method to another is refused by Spring if the bean has changed its class. */
        @Bean
        JdbcTemplate jdbcTemplate() {
            return new JdbcTemplate(orders());
        }
    }

    @Configuration
    static class Proxies {

        @Bean
        HikariDataSource orders() {
            return hikari("proxied");
        }

        @Bean
        LazyConnectionDataSourceProxy lazy() {
            return new LazyConnectionDataSourceProxy(orders());
        }

        @Bean
        TransactionAwareDataSourceProxy aware() {
            return new TransactionAwareDataSourceProxy(orders());
        }
    }

    @Configuration
    static class Routed {

        @Bean
        HikariDataSource orders() {
            return hikari("routed");
        }

        @Bean
        Router router() {
            Router router = new Router();
            router.setTargetDataSources(Map.of("orders", orders(), "archive", hikari("archive")));
            router.setDefaultTargetDataSource(orders());
            return router;
        }
    }

    static final class Router extends AbstractRoutingDataSource {

        private String key = "orders";

        @Override
        protected Object determineCurrentLookupKey() {
            return key;
        }
    }

    @Configuration
    static class Final {

        @Bean
        DataSource unyielding() {
            return new Unyielding(hikari("final"));
        }
    }

    static class Unyielding extends DelegatingDataSource {

        Unyielding(DataSource target) {
            super(target);
        }

        @Override
        public final Connection getConnection() throws SQLException {
            return super.getConnection();
        }
    }

    @Configuration
    static class Distributed {

        @Bean
        XADataSource distributed() {
            return new PGXADataSource();
        }
    }

    @Configuration
    static class Prototype {

        @Bean
        @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
        DataSource each() {
            return hikari("each");
        }
    }
}
