package io.isolario.jdbc.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.jdbc.database.LaneLogin;
import io.isolario.postgres.ThrowawayPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A lane has what CREATE DATABASE does not copy: the properties of the database itself. */
class LanePropertiesTest {

    private static final ThrowawayPostgres SERVER =
            ThrowawayPostgres.builder().unshared().start();

    @BeforeAll
    static void makeRoles() throws SQLException {
        admin("create role owner createdb");
        admin("create role member login password 'secret' createdb in role owner");
        admin("grant set on parameter session_replication_role to member");
    }

    @AfterAll
    static void throwAway() {
        SERVER.close();
    }

    @Test
    void aLaneBelongsToTheOwnerOfTheBaseline() throws Exception {
        admin("create database owned owner owner");
        LaneLease lease = pool("owned", SERVER.username(), SERVER.password()).lease("the test", event -> {});
        Connection connection = lease.take(login("owned", SERVER.username(), SERVER.password()));

        assertThat(Sql.single(
                        connection,
                        "select pg_get_userbyid(datdba) from pg_database where datname = current_database()"))
                .isEqualTo("owner");
        Sql.execute(connection, "set role owner; create table mine (id int); create schema another");

        lease.giveBack(connection);
        lease.end();
    }

    @Test
    void aMemberOfTheOwnerHasLanesOfTheOwnersWithAsManyConnections() throws Exception {
        admin("create database shared owner owner connection limit 2");
        admin("alter database shared set search_path = ''");
        admin("alter role member in database shared set search_path = 'a', '', 'odd \"b\"'");
        LaneLogin login = login("shared", "member", "secret");
        LanePool pool = pool("shared", "member", "secret");
        for (int round = 0; round < 2; round++) {
            LaneLease lease = pool.lease("the test", event -> {});
            Connection first = lease.take(login);
            Connection second = lease.take(login);

            assertThat(Sql.single(first, "show search_path")).isEqualTo("a, \"\", \"odd \"\"b\"\"\"");
            Sql.execute(second, "set role owner; create table public.mine (id int)");

            lease.giveBack(first);
            lease.giveBack(second);
            lease.end();
        }
    }

    @Test
    void anEmptySearchPathIsCopied() throws Exception {
        admin("create database pathless");
        admin("alter database pathless set search_path = ''");
        LaneLease lease = pool("pathless", SERVER.username(), SERVER.password()).lease("the test", event -> {});
        Connection connection = lease.take(login("pathless", SERVER.username(), SERVER.password()));

        assertThat(Sql.single(connection, "show search_path")).isEqualTo("\"\"");

        lease.giveBack(connection);
        lease.end();
    }

    @Test
    void anotherConnectionLimitMakesAnotherTemplate() throws Exception {
        admin("create database limited");
        LanePool before = pool("limited", SERVER.username(), SERVER.password());
        admin("alter database limited connection limit 7");
        LanePool after = pool("limited", SERVER.username(), SERVER.password());

        assertThat(after.template()).isNotEqualTo(before.template());
    }

    private static LanePool pool(String database, String user, String password) throws Exception {
        LaneSettings settings = LaneSettings.defaults().withCheck(false).withLanes(1, Duration.ofSeconds(30));
        return LanePools.shared()
                .freeze(
                        "properties",
                        database,
                        List.of(new UnpooledAdapter(login(database, user, password))),
                        settings,
                        "the test");
    }

    private static LaneLogin login(String database, String user, String password) {
        return new LaneLogin(url(database), Map.of("user", user, "password", password), true, null);
    }

    private static void admin(String sql) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(url("postgres"), SERVER.username(), SERVER.password())) {
            Sql.execute(connection, sql);
        }
    }

    private static String url(String database) {
        return SERVER.jdbcUrl("server").replaceFirst("/[^/]*$", "/" + database);
    }
}
