package io.isolario.jdbc.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.jdbc.database.LaneLogin;
import io.isolario.postgres.ThrowawayPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What no ordinary table is: each is restored, spoils the lane, or is refused; by the event triggers of a superuser as by the
 * catalogue of a role that may only set {@code session_replication_role}.
 */
class LaneOutskirtsTest {

    private static final ThrowawayPostgres SERVER = ThrowawayPostgres.builder()
            .setting("max_prepared_transactions", "10")
            .unshared()
            .start();

    @BeforeAll
    static void makeABaselineForEachRole() throws Exception {
        admin("postgres", "create database elsewhere");
        admin("elsewhere", "create table remote (id int primary key); insert into remote values (1)");
        admin("postgres", "create role trusted login password 'secret' createdb");
        admin("postgres", "grant set on parameter session_replication_role to trusted");
        for (String role : List.of("trusted", SERVER.username())) {
            admin("postgres", "create database of_" + role + " owner " + role);
            admin("of_" + role, "create extension postgres_fdw");
            admin("of_" + role, "grant usage on foreign data wrapper postgres_fdw to " + role);
            try (Connection connection = login(role).open()) {
                Sql.execute(
                        connection,
                        """
                        create table item (id int primary key, name text);
                        insert into item select g, 'seed ' || g from generate_series(1, 30) g;
                        create materialized view names as select name from item;
                        create unique index on names (name);
                        create unlogged table fleeting (id serial primary key, v text);
                        insert into fleeting (v) values ('seed');
                        create unlogged sequence ticks;
                        create server other foreign data wrapper postgres_fdw options (host '127.0.0.1', port '%s', dbname 'elsewhere');
                        create user mapping for current_user server other options (user '%s', password '%s', password_required 'true');
                        create foreign table remote (id int) server other;
                        create table spread (id int) partition by range (id);
                        create table spread_near partition of spread for values from (0) to (10);
                        create foreign table spread_far partition of spread for values from (10) to (20) server other
                            options (table_name 'remote')"""
                                .formatted(port(), SERVER.username(), SERVER.password()));
            }
        }
    }

    @AfterAll
    static void throwAway() {
        SERVER.close();
    }

    private static String[] roles() {
        return new String[] {"trusted", SERVER.username()};
    }

    private interface Use {
        void of(Connection connection) throws SQLException;
    }

    /** Lets a sandbox do something, and returns why its lane was replaced; empty if it was restored. */
    private static List<String> inLane(String role, Use use) throws Exception {
        List<String> replaced = new ArrayList<>();
        LaneLease lease = pool(role).lease("the test", replaced::add);
        Connection connection = lease.take(login(role));
        use.of(connection);
        lease.giveBack(connection);
        lease.end();
        return replaced;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into remote values (2)",
                "update remote set id = 3",
                "delete from remote",
                "truncate remote",
                "insert into spread values (15)",
                "delete from spread"
            })
    void writesToForeignTablesAreRefused(String sql) throws Exception {
        for (String role : roles()) {
            List<String> replaced = inLane(role, connection -> {
                assertThat(Sql.column(connection, "select id from remote")).containsExactly("1");
                assertThatThrownBy(() -> Sql.execute(connection, sql))
                        .isInstanceOfSatisfying(SQLException.class, refusal -> assertThat(refusal.getSQLState())
                                .isEqualTo("0A000"))
                        .hasMessageContaining("A write to foreign table public."
                                + (sql.contains("spread") ? "spread_far" : "remote")
                                + " was refused: its rows lie outside the database of this sandbox, so every other sandbox would "
                                + "see it, and it would stay. Ways out: a local table of the same name in the migrations of the "
                                + "tests, a stub for what is behind it, or a write before the first sandbox.");
            });

            assertThat(replaced).isEmpty();
        }
    }

    @Test
    void rowsBesideAForeignPartitionAreRestored() throws Exception {
        for (String role : roles()) {
            assertThat(inLane(role, connection -> Sql.execute(connection, "insert into spread values (5)")))
                    .isEmpty();
            inLane(role, connection -> assertThat(Sql.single(connection, "select count(*) from spread_near"))
                    .isEqualTo("0"));
        }
    }

    @Test
    void preparedTransactionsAreRolledBack() throws Exception {
        for (String role : roles()) {
            for (int test = 0; test < 2; test++) {
                List<String> replaced = inLane(role, connection -> {
                    assertThat(Sql.single(connection, "select count(*) from item"))
                            .isEqualTo("30");
                    Sql.execute(connection, "begin");
                    Sql.execute(connection, "delete from item");
                    Sql.execute(connection, "prepare transaction 'it''s left by " + role + "'");
                });
                assertThat(replaced).isEmpty();
            }
            assertThat(preparedTransactions()).isEqualTo("0");
        }
    }

    @Test
    void preparedTransactionsKeepALaneFromBeingReset() throws Exception {
        LaneLease lease = pool("trusted").lease("the test", event -> {});
        Connection connection = lease.take(login("trusted"));
        Sql.execute(connection, "begin");
        Sql.execute(connection, "delete from item");
        Sql.execute(connection, "prepare transaction 'open'");
        lease.giveBack(connection);

        assertThatThrownBy(lease::restore)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("(server processes [prepared open])");
        assertThatThrownBy(lease::changes)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("(server processes [prepared open])");
        lease.end();
    }

    @ParameterizedTest
    @ValueSource(strings = {"refresh materialized view names", "refresh materialized view concurrently names"})
    void refreshedMaterializedViewsSpoilTheLane(String refresh) throws Exception {
        for (String role : roles()) {
            List<String> replaced = inLane(role, connection -> {
                Sql.execute(connection, "update item set name = 'changed' where id = 1");
                Sql.execute(connection, refresh);
            });

            assertThat(replaced)
                    .singleElement()
                    .asString()
                    .contains(
                            role.equals("trusted") ? "materialized views" : "[REFRESH MATERIALIZED VIEW public.names]");
            inLane(role, connection -> assertThat(
                            Sql.single(connection, "select count(*) from names where name = 'changed'"))
                    .isEqualTo("0"));
        }
    }

    @Test
    void largeObjectsSpoilTheLane() throws Exception {
        for (String role : roles()) {
            List<String> replaced =
                    inLane(role, connection -> Sql.execute(connection, "select lo_from_bytea(0, '\\x01')"));

            assertThat(replaced).singleElement().asString().contains("because of: [large objects]");
            inLane(role, connection -> assertThat(
                            Sql.single(connection, "select count(*) from pg_largeobject_metadata"))
                    .isEqualTo("0"));
        }
    }

    @Test
    void unloggedTablesAndSequencesAreRestored() throws Exception {
        for (String role : roles()) {
            List<String> seen = new ArrayList<>();
            for (int test = 0; test < 2; test++) {
                List<String> replaced = inLane(role, connection -> {
                    assertThat(Sql.column(connection, "select v from fleeting")).containsExactly("seed");
                    Sql.execute(connection, "insert into fleeting (v) values ('mine')");
                    Sql.execute(connection, "update fleeting set v = 'other' where v = 'seed'");
                    seen.add(Sql.single(connection, "select nextval('ticks')"));
                    seen.add(Sql.single(connection, "select nextval('ticks')"));
                });
                assertThat(replaced).isEmpty();
            }
            assertThat(seen).containsExactly("1", "2", "1", "2");
        }
    }

    private static LanePool pool(String role) throws Exception {
        LaneSettings settings = LaneSettings.defaults().withCheck(true).withLanes(1, Duration.ofSeconds(30));
        return LanePools.shared()
                .freeze("outskirts", "of_" + role, List.of(new UnpooledAdapter(login(role))), settings, "the test");
    }

    private static LaneLogin login(String role) {
        String password = role.equals(SERVER.username()) ? SERVER.password() : "secret";
        return new LaneLogin(url("of_" + role), Map.of("user", role, "password", password), true, null);
    }

    private static String preparedTransactions() throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(url("postgres"), SERVER.username(), SERVER.password())) {
            return Sql.single(connection, "select count(*) from pg_prepared_xacts");
        }
    }

    private static void admin(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(database), SERVER.username(), SERVER.password())) {
            Sql.execute(connection, sql);
        }
    }

    private static String port() {
        return url("").replaceFirst(".*:(\\d+)/.*", "$1");
    }

    private static String url(String database) {
        return SERVER.jdbcUrl("server").replaceFirst("/[^/]*$", "/" + database);
    }
}
