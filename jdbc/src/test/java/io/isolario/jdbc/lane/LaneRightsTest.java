package io.isolario.jdbc.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.RefusalException;
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
import org.junit.jupiter.api.Test;

/** What lanes are to roles that are no superusers; each test has a role and a database of its own on a server of its own. */
class LaneRightsTest {

    private static final ThrowawayPostgres SERVER =
            ThrowawayPostgres.builder().unshared().start();
    private static final String OTHER_WAYS =
            "; a role for tests that is a superuser (ThrowawayPostgres has one); or isolation "
                    + "TRANSACTION (@Sandboxed(isolation = TRANSACTION), SandboxOptions.isolation(TRANSACTION)), which needs no right.";

    @AfterAll
    static void throwAway() {
        SERVER.close();
    }

    @Test
    void aRoleWithoutCreatedbIsRefused() throws Exception {
        role("poor", "");
        assertThatThrownBy(() -> pool("poor"))
                .isInstanceOf(RefusalException.class)
                .hasMessage(
                        "Isolation DATABASE was refused for the test: role \"poor\" may not create databases (CREATEDB). Ways "
                                + "out: ALTER ROLE \"poor\" CREATEDB" + OTHER_WAYS);
    }

    @Test
    void aRoleThatDoesNotOwnTheDatabaseIsRefused() throws Exception {
        role("guest", "createdb");
        admin("postgres", "alter database guest owner to " + SERVER.username());

        assertThatThrownBy(() -> pool("guest"))
                .isInstanceOf(RefusalException.class)
                .hasMessage(
                        "Isolation DATABASE was refused for the test: role \"guest\" does not own database \"guest\", so it may "
                                + "not copy it. Ways out: ALTER DATABASE \"guest\" OWNER TO \"guest\"" + OTHER_WAYS);
    }

    @Test
    void aRoleThatDoesNotOwnTheTablesIsRefused() throws Exception {
        role("tenant", "createdb");
        admin("tenant", "create table public.rented (id int)");

        assertThatThrownBy(() -> pool("tenant"))
                .isInstanceOf(RefusalException.class)
                .hasMessage(
                        "Isolation DATABASE was refused for the test: role \"tenant\" has to own what a lane keeps watch on, but "
                                + "these are others': public.rented (" + SERVER.username()
                                + "). Ways out: REASSIGN OWNED BY their owner TO "
                                + "\"tenant\", or ALTER TABLE .. OWNER TO \"tenant\"" + OTHER_WAYS);
    }

    @Test
    void anOldServerIsRefused() {
        LaneRights old = new LaneRights(130012, "13.12", "app", "shop", true, true, true, null, true);

        assertThatThrownBy(() -> old.requireLanes("the test"))
                .isInstanceOf(RefusalException.class)
                .hasMessage(
                        "Isolation DATABASE was refused for the test: the server is PostgreSQL 13.12, and lanes need 14 or "
                                + "later. Ways out: a later server" + OTHER_WAYS);
    }

    @Test
    void anyServerFrom14OnRestoresForASuperuser() {
        LaneRights rights = new LaneRights(140001, "14.1", "app", "shop", true, true, true, null, true);

        assertThat(rights.requireLanes("the test")).isEqualTo(RestoreMode.BY_EVENT_TRIGGERS);
    }

    @Test
    void aPlainRoleHasItsLanesClonedAnew() throws Exception {
        role("plain", "createdb");
        LaneLogin login = shop("plain");
        LanePool pool = pool("plain");
        List<String> lanes = new ArrayList<>();

        for (int test = 0; test < 5; test++) {
            LaneLease lease = pool.lease("the test", event -> {});
            lanes.add(lease.database());
            Connection connection = lease.take(login);
            assertThat(Sql.single(connection, "select count(*) from large")).isEqualTo("300");
            assertThat(Sql.single(connection, "select count(*) from child")).isEqualTo("150");
            assertThat(Sql.single(connection, "select count(*) from audit")).isEqualTo("0");
            Sql.execute(connection, "delete from large where id < 100; delete from small; create table mine (id int)");
            assertThat(lease.changes()).isEmpty();
            lease.giveBack(connection);
            lease.end();
        }

        assertThat(lanes).doesNotHaveDuplicates();
    }

    @Test
    void aPlainRoleMayResetALane() throws Exception {
        role("resetting", "createdb");
        LaneLogin login = shop("resetting");
        LaneLease lease = pool("resetting").lease("the test", event -> {});
        Connection connection = lease.take(login);
        Sql.execute(connection, "delete from small");
        lease.giveBack(connection);

        lease.restore();

        Connection again = lease.take(login);
        assertThat(Sql.single(again, "select count(*) from small")).isEqualTo("20");
        again.setAutoCommit(false);
        Sql.execute(again, "delete from small");
        assertThatThrownBy(lease::restore)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching(
                        "Lane \\S+ cannot be reset while a transaction is open in it \\(server processes \\[\\d+]\\)\\. "
                                + "Commit it, roll it back or close its connection first\\.");
        lease.end();
    }

    @Test
    void aRoleThatMaySetTheReplicaRoleHasThemRestored() throws Exception {
        LanePool pool = granted("trusted");
        LaneLogin login = login("trusted");
        String lane = "";

        for (int test = 0; test < 5; test++) {
            LaneLease lease = pool.lease("the test", event -> {});
            assertThat(lane.isEmpty() || lane.equals(lease.database())).isTrue();
            lane = lease.database();
            Connection connection = lease.take(login);
            assertThat(Sql.single(connection, "select count(*) from child")).isEqualTo("150");
            Sql.execute(connection, "delete from large where id < 100; truncate small restart identity cascade");
            lease.giveBack(connection);
            lease.end();
        }
    }

    @Test
    void itsLanesAreReplacedWhenSomethingWasDefined() throws Exception {
        LanePool pool = granted("defining");
        LaneLogin login = login("defining");
        for (String definition : List.of(
                "alter table large drop column j; update large set v = v || '!' where id = 1; delete from large where id = 2",
                "create index on large (amount)",
                "comment on table small is 'changed'",
                "create schema mine",
                "create or replace function audit() returns trigger language plpgsql as 'begin return null; end'",
                "grant select on small to public")) {
            List<String> spoiled = new ArrayList<>();
            LaneLease lease = pool.lease("the test", spoiled::add);
            Connection connection = lease.take(login);
            Sql.execute(connection, definition);
            lease.giveBack(connection);
            lease.end();

            assertThat(spoiled)
                    .as(definition)
                    .singleElement()
                    .asString()
                    .contains("cannot be restored and is replaced");
        }
    }

    @Test
    void randomScriptsAreRestoredToo() throws Exception {
        LanePool pool = granted("random");
        LaneLogin login = login("random");
        for (int seed = 1; seed <= 60; seed++) {
            RandomScript script = new RandomScript(seed);
            List<String> spoiled = new ArrayList<>();
            LaneLease lease = pool.lease("script " + seed, spoiled::add);
            script.run(lease, login);
            lease.end();
            assertThat(spoiled.isEmpty() || script.definesAnything())
                    .as("%s %s\n%s", seed, spoiled, script)
                    .isTrue();
        }
    }

    private static LanePool granted(String role) throws Exception {
        role(role, "createdb");
        shop(role);
        admin("postgres", "grant set on parameter session_replication_role to " + role);
        return pool(role);
    }

    private static LanePool pool(String name) throws Exception {
        LaneSettings settings = LaneSettings.defaults().withCheck(true).withLanes(2, Duration.ofSeconds(30));
        return LanePools.shared()
                .freeze("rights", name, List.of(new UnpooledAdapter(login(name))), settings, "the test");
    }

    private static LaneLogin shop(String name) throws SQLException {
        LaneLogin login = login(name);
        try (Connection connection = login.open()) {
            Sql.execute(connection, Sql.script("shop.sql"));
        }
        return login;
    }

    private static LaneLogin login(String name) {
        return new LaneLogin(url(name), Map.of("user", name, "password", "secret"), true, null);
    }

    private static void role(String name, String rights) throws SQLException {
        admin("postgres", "create role " + name + " login password 'secret' " + rights);
        admin("postgres", "create database " + name + " owner " + name);
    }

    private static void admin(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(database), SERVER.username(), SERVER.password())) {
            Sql.execute(connection, sql);
        }
    }

    private static String url(String database) {
        return SERVER.jdbcUrl("server").replaceFirst("/[^/]*$", "/" + database);
    }
}
