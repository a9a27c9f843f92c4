package io.isolario.jdbc.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.jdbc.database.LaneLogin;
import io.isolario.postgres.ThrowawayPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A lane stays with the pool that has it, whatever a test does to the sessions of its database. Each pool stands for a process. */
class LaneOwnershipTest {

    private static final ThrowawayPostgres POSTGRES = ThrowawayPostgres.start();
    private static final String END_ALL_OTHERS = "select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity "
            + "where datname = current_database() and pid <> pg_backend_pid()";

    @Test
    void aTestThatEndsAllSessionsOfItsDatabaseKeepsItsLaneAndFailsAlone() throws Exception {
        LaneLogin login = login("endsall");
        LanePool one = pool(login);
        LanePool other = pool(login);
        LaneLease lease = one.lease("\"ends all\" (11111111)", event -> {});
        String lane = lease.database();
        Connection connection = lease.take(login);
        Sql.execute(connection, "insert into item values ('mine')");
        Sql.single(connection, END_ALL_OTHERS);

        LaneLease elsewhere = other.lease("\"other\" (22222222)", event -> {});
        assertThat(elsewhere.database()).isNotEqualTo(lane);
        Connection healthy = elsewhere.take(login);
        assertThat(Sql.single(healthy, "select count(*) from item")).isEqualTo("0");
        assertThat(Sql.single(connection, "select count(*) from item")).isEqualTo("1");
        assertThatThrownBy(() -> lease.take(login))
                .isInstanceOf(SQLException.class)
                .hasMessageMatching("Sandbox \"ends all\" \\(11111111\\) got no connection to its lane " + lane
                        + ": the session by which Isolario looks after the lane was ended .*");
        assertThatIllegalStateException()
                .isThrownBy(lease::end)
                .withMessageStartingWith(
                        "Sandbox \"ends all\" (11111111) lost the session by which Isolario looks after its lane "
                                + lane)
                .withMessageContaining("The lane was not given to another sandbox and is dropped. Ways out: ");

        elsewhere.giveBack(healthy);
        elsewhere.end();
        works(one, login, lane);
        works(other, login, lane);
    }

    @Test
    void aResetAfterThatFailsTooAndTheSandboxHasAnotherLane() throws Exception {
        LaneLogin login = login("endsallreset");
        LanePool pool = pool(login);
        LaneLease lease = pool.lease("\"resets\" (33333333)", event -> {});
        String lane = lease.database();
        Connection connection = lease.take(login);
        Sql.single(connection, END_ALL_OTHERS);
        lease.giveBack(connection);

        assertThatIllegalStateException()
                .isThrownBy(lease::restore)
                .withMessageContaining("lost the session by which Isolario looks after its lane " + lane);

        assertThat(lease.database()).isNotEqualTo(lane);
        assertThat(Sql.single(lease.take(login), "select count(*) from item")).isEqualTo("0");
        lease.end();
    }

    @Test
    void theLossOfTheOwnersSessionAloneGivesNoLaneAway() throws Exception {
        LaneLogin login = login("ownerlost");
        LanePool one = pool(login);
        LanePool other = pool(login);
        LaneLease lease = one.lease("\"one\" (44444444)", event -> {});
        String lane = lease.database();
        Connection connection = lease.take(login);
        Sql.single(
                connection,
                "select count(pg_terminate_backend(pid, 5000)) from pg_locks where locktype = 'advisory' and "
                        + "classid = 1769172844 and objid = (hashtext(?)::bigint & 4294967295)::oid",
                lane);

        LaneLease elsewhere = other.lease("\"other\" (55555555)", event -> {});
        assertThat(elsewhere.database()).isNotEqualTo(lane);
        elsewhere.end();
        lease.giveBack(connection);
        lease.end();
        one.lease("\"again\" (66666666)", event -> {}).end();
    }

    @Test
    void lanesThatCannotBePutBackAreDroppedAndSoIsAHalfMadeTemplate() throws Exception {
        LaneLogin login = login("leftovers");
        String database = login.url().replaceFirst(".*/", "");
        createItem(login);
        LanePools run = new LanePools();
        LanePool earlier = run.freeze("test", database, List.of(new UnpooledAdapter(login)), settings(), "the test");
        LaneLease lease = earlier.lease("earlier", event -> {});
        String lane = lease.database();
        lease.end();
        run.release(earlier);
        String halfMade = "isolario_new_" + Long.toHexString(System.nanoTime());
        try (Connection outside = login.open("postgres")) {
            Sql.execute(outside, "create database " + halfMade);
            try (Connection inside = login.open(lane)) {
                // As after a restart of the server.
                Sql.execute(inside, "update isolario.state set postmaster_start = 'epoch'");
            }
            LanePool later = pool(login);
            LaneLease made = later.lease("later", event -> {});

            assertThat(Sql.column(outside, "select datname from pg_database where datname in (?, ?)", lane, halfMade))
                    .as("leftovers")
                    .isEmpty();
            made.end();
        }
    }

    private static void works(LanePool pool, LaneLogin login, String lost) throws SQLException {
        LaneLease next = pool.lease("next", event -> {});
        assertThat(next.database()).isNotEqualTo(lost);
        Connection connection = next.take(login);
        assertThat(Sql.single(connection, "select count(*) from item")).isEqualTo("0");
        next.giveBack(connection);
        next.end();
    }

    private static LaneSettings settings() {
        return LaneSettings.defaults().withCheck(true).withLanes(1, Duration.ofSeconds(30));
    }

    private static LanePool pool(LaneLogin login) throws Exception {
        String database = createItem(login);
        return new LanePools().freeze("test", database, List.of(new UnpooledAdapter(login)), settings(), "the test");
    }

    private static String createItem(LaneLogin login) throws SQLException {
        String database = login.url().replaceFirst(".*/", "");
        try (Connection connection = login.open(database)) {
            Sql.execute(connection, "create table if not exists item (name text)");
        }
        return database;
    }

    private static LaneLogin login(String database) {
        return new LaneLogin(
                POSTGRES.jdbcUrl(database),
                Map.of("user", POSTGRES.username(), "password", POSTGRES.password()),
                true,
                null);
    }
}
