package io.isolario.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.Isolation;
import io.isolario.core.Sandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Row 20 of the catalogue: what the server counts as subtransactions of a sandbox. */
class SubtransactionTest {

    private static final String COUNT =
            "select subxact_count from pg_stat_get_backend_idset() id, pg_stat_get_backend_subxact(id) "
                    + "where pg_stat_get_backend_pid(id) = pg_backend_pid()";

    @Test
    void transactionsThatOnlyReadLeaveNoneBehind() throws SQLException {
        assertThat(subtransactionsAfter("select count(*) from item")).isZero();
    }

    @Test
    void transactionsThatWriteLeaveOneEach() throws SQLException {
        // The first one is the outer transaction itself.
        assertThat(subtransactionsAfter("insert into item values ('x')")).isEqualTo(39);
    }

    private static int subtransactionsAfter(String sql) throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("subtransactions", 2)) {
            TestPools.execute(pool, "create table if not exists item (name text)");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = SandboxRegistry.builder("test")
                            .resource(dataSource.resource())
                            .build();
                    Sandbox sandbox = registry.open(SandboxOptions.builder("counts")
                            .isolation(Isolation.TRANSACTION)
                            .build());
                    Scope scope = sandbox.enter();
                    Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                for (int i = 0; i < 40; i++) {
                    FidelityStage.execute(connection, sql);
                    connection.commit();
                    connection.commit(); // an empty transaction sends nothing
                }
                return Integer.parseInt(FidelityStage.query(connection, COUNT));
            }
        }
    }
}
