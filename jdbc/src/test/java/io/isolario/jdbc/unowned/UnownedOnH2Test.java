package io.isolario.jdbc.unowned;

import static io.isolario.jdbc.TestPools.execute;
import static io.isolario.jdbc.unowned.UnownedFixture.open;
import static io.isolario.jdbc.unowned.UnownedFixture.registry;
import static io.isolario.jdbc.unowned.UnownedFixture.text;
import static io.isolario.jdbc.unowned.UnownedFixture.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.jdbc.SandboxDataSource;
import io.isolario.jdbc.TestPools;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** H2 has no read-only transactions, so what unowned work writes there is told by the text, and rolled back. */
public class UnownedOnH2Test {

    @Test
    void onH2NoStatementAndNoFunctionOfUnownedWorkReachesTheBaseline() throws SQLException {
        try (HikariDataSource pool = TestPools.h2("unowned_h2")) {
            execute(pool, "create table item (name varchar)");
            execute(pool, "create sequence number");
            execute(pool, "create alias add_item for \"" + UnownedOnH2Test.class.getName() + ".addItem\"");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource);
                    ManagedSandbox sandbox = open(registry)) {
                for (boolean autoCommit : new boolean[] {true, false}) {
                    for (String sql : List.of(
                            "insert into item values ('plain')",
                            "select * from final table (insert into item values ('final'))",
                            "select add_item('alias')",
                            "call add_item('called')",
                            "select next value for number",
                            "select nextval('number')",
                            "select 1 // '\n; insert into item values ('slashes') -- '",
                            "explain analyze insert into item values ('explained')",
                            "set autocommit true",
                            "create table made (id int)",
                            "commit")) {
                        try (Connection connection = dataSource.getConnection()) {
                            connection.setAutoCommit(autoCommit);
                            assertThatThrownBy(() -> {
                                        update(connection, sql);
                                        connection.commit();
                                    })
                                    .as("%s, auto-commit %s", sql, autoCommit)
                                    .hasMessageStartingWith("Unowned write refused: ");
                            assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
                        }
                    }
                }
            }
            assertThat(text(pool, "select count(*) from item")).isEqualTo("0");
            assertThat(text(pool, "select next value for number")).isEqualTo("1");
        }
    }

    /** Called by H2. */
    public static int addItem(Connection connection, String name) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into item values (?)")) {
            insert.setString(1, name);
            return insert.executeUpdate();
        }
    }
}
