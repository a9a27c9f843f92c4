package io.isolario.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.postgres.ThrowawayPostgres;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A pool that nobody knows has lanes as soon as it is said how it logs in. */
class UnknownPoolTest {

    private final ThrowawayPostgres postgres = ThrowawayPostgres.start();
    private final String url = postgres.jdbcUrl("unknownpool");
    // The pool's only connection, kept open between borrowers.
    private final AtomicReference<@Nullable Connection> kept = new AtomicReference<>();

    @Test
    void itIsRefusedUnlessItIsSaidHowItLogsIn() throws SQLException {
        SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool());
        dataSource.getConnection().close();
        try (SandboxRegistry registry = registry(dataSource)) {
            assertThatThrownBy(() -> open(registry))
                    .isInstanceOf(RefusalException.class)
                    .hasMessageContaining("SandboxDataSource.builder(..).login(..) for any other");
        }
    }

    @Test
    void itHasLanesThen() throws SQLException {
        SandboxDataSource dataSource = SandboxDataSource.builder("shop", pool())
                .login(url, postgres.username(), postgres.password())
                .build();
        String baseline = database(dataSource);
        try (SandboxRegistry registry = registry(dataSource)) {
            try (ManagedSandbox sandbox = open(registry);
                    Scope scope = sandbox.enter()) {
                assertThat(database(dataSource)).startsWith("isolario_lane_");
            }
            assertThat(database(dataSource)).isEqualTo(baseline);
        }
    }

    private static String database(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_database()")) {
            row.next();
            return row.getString(1);
        }
    }

    private DataSource pool() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getConnection" -> borrowed();
                    case "isWrapperFor" -> false;
                    case "toString" -> "a pool of one";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private Connection borrowed() throws SQLException {
        Connection known = kept.get();
        Connection physical = known != null && known.isValid(1)
                ? known
                : DriverManager.getConnection(url, postgres.username(), postgres.password());
        kept.set(physical);
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) ->
                        method.getName().equals("close") ? null : method.invoke(physical, arguments));
    }

    private static SandboxRegistry registry(SandboxDataSource dataSource) {
        return SandboxRegistry.builder("shop").resource(dataSource.resource()).build();
    }

    private static ManagedSandbox open(SandboxRegistry registry) {
        return registry.open(
                SandboxOptions.builder("looks").isolation(Isolation.DATABASE).build());
    }
}
