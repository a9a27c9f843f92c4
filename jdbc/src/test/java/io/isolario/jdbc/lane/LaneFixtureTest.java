package io.isolario.jdbc.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.RefusalException;
import io.isolario.jdbc.database.LaneChanges;
import io.isolario.jdbc.database.LaneLogin;
import io.isolario.postgres.ThrowawayPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was done in one lane is done to another one, whose restore then undoes that too: both run under check mode. */
class LaneFixtureTest {

    private static final ThrowawayPostgres POSTGRES = ThrowawayPostgres.start();
    private static final LaneLogin LOGIN = new LaneLogin(
            POSTGRES.jdbcUrl("fixture"),
            Map.of("user", POSTGRES.username(), "password", POSTGRES.password()),
            true,
            null);
    private static final List<LanePool> POOLS = new ArrayList<>();

    @BeforeAll
    static void freezeTheShop() throws Exception {
        String database = LOGIN.url().replaceFirst(".*/", "");
        try (Connection connection = LOGIN.open(database)) {
            Sql.execute(connection, Sql.script("shop.sql"));
        }
        for (int copiedRows : new int[] {100, 0}) {
            LaneSettings settings =
                    new LaneSettings(4, Duration.ofMinutes(1), 20, Duration.ofSeconds(10), 2, copiedRows, true);
            POOLS.add(LanePools.shared()
                    .freeze("test", database, List.of(new UnpooledAdapter(LOGIN)), settings, "the test"));
        }
    }

    @Test
    void anotherLaneBeginsWithWhatRandomScriptsDid() throws Exception {
        int handedOn = 0;
        for (int seed = 1; seed <= 60; seed++) {
            handedOn += handOn(seed) ? 1 : 0;
        }
        assertThat(handedOn).isGreaterThan(35);
    }

    /** Returns whether the script left something that can be handed on. */
    private static boolean handOn(int seed) throws SQLException {
        RandomScript script = new RandomScript(seed);
        LanePool pool = POOLS.get(seed % POOLS.size());
        LaneLease arranged = pool.lease("arranges " + seed, event -> {});
        LaneLease test = pool.lease("begins " + seed, event -> {});
        try {
            arranged.beginFixture();
            script.run(arranged, LOGIN);
            LaneChanges changes;
            try {
                changes = arranged.changes().orElseThrow();
            } catch (IllegalStateException | RefusalException openOrDefined) {
                return false;
            }
            test.arrange(changes);
            assertThat(content(test)).as("%s\n%s", seed, script).isEqualTo(content(arranged));
            test.restore();
            test.arrange(changes);
            assertThat(content(test)).isEqualTo(content(arranged));
            return true;
        } finally {
            arranged.end();
            test.end();
        }
    }

    @Test
    void aTestInTheLaneGoesOnFromThereWithConstraintsAndIdentities() throws Exception {
        LanePool pool = POOLS.get(0);
        LaneLease arranged = pool.lease("arranges", event -> {});
        Connection arranging = arranged.take(LOGIN);
        Sql.execute(arranging, "INSERT INTO small (v) VALUES ('mine')");
        Sql.execute(arranging, "DELETE FROM large WHERE id = 7");
        String id = Sql.single(arranging, "SELECT id FROM small WHERE v = 'mine'");
        arranged.giveBack(arranging);
        LaneChanges changes = arranged.changes().orElseThrow();
        arranged.end();

        for (int test = 0; test < 2; test++) {
            LaneLease lease = pool.lease("begins", event -> {});
            lease.arrange(changes);
            Connection connection = lease.take(LOGIN);
            assertThat(Sql.single(connection, "SELECT id || ' ' || twice FROM small WHERE v = 'mine'"))
                    .isEqualTo(id + " 8");
            assertThat(Sql.single(connection, "SELECT count(*) FROM child WHERE large_id = 7"))
                    .isEqualTo("0");
            assertThatThrownBy(() -> Sql.execute(connection, "INSERT INTO small (v) VALUES ('mine')"))
                    .hasMessageContaining("duplicate key");
            assertThatThrownBy(() -> Sql.execute(connection, "INSERT INTO child (large_id) VALUES (7)"))
                    .hasMessageContaining("foreign key");
            assertThat(Sql.single(connection, "INSERT INTO small (v) VALUES ('next') RETURNING id"))
                    .isNotEqualTo(id);
            lease.giveBack(connection);
            lease.end();
        }
    }

    @Test
    void whatATestAddsComesAfterItsFixtureInWhicheverLane() throws Exception {
        LanePool pool = POOLS.get(0);
        List<LaneLease> leases = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            LaneLease lease = pool.lease("lane " + i, event -> {});
            leases.add(lease);
        }
        for (LaneLease arranging : leases) {
            arranging.beginFixture();
            long outer = added(arranging);
            LaneChanges changes = arranging.changes().orElseThrow();
            arranging.restore();
            for (LaneLease inner : leases) {
                inner.arrange(changes);
                inner.beginFixture();
                long nested = added(inner);
                LaneChanges both = inner.changes().orElseThrow();
                inner.restore();
                assertThat(nested).isEqualTo(outer + 1);
                for (LaneLease lease : leases) {
                    lease.arrange(both);
                    assertThat(added(lease)).as("goes on behind both").isEqualTo(nested + 1);
                    lease.restore();
                }
            }
        }
        for (LaneLease lease : leases) {
            lease.end();
        }
    }

    private static long added(LaneLease lease) throws SQLException {
        Connection connection = lease.take(LOGIN);
        long id = Long.parseLong(
                Sql.single(connection, "INSERT INTO small (v) SELECT 'new ' || count(*) FROM small RETURNING id"));
        lease.giveBack(connection);
        return id;
    }

    @Test
    void whatIsNoRowIsRefusedWithTheWaysOut() throws Exception {
        LaneLease lease = POOLS.get(0).lease("defines", event -> {});
        Connection connection = lease.take(LOGIN);
        Sql.execute(connection, "CREATE INDEX ON large (amount)");
        lease.giveBack(connection);

        assertThatThrownBy(lease::changes)
                .isInstanceOf(RefusalException.class)
                .hasMessage("What was done in lane " + lease.database()
                        + " cannot be handed on to other lanes, because of: [CREATE INDEX public.large_amount_idx]. Rows can. Ways "
                        + "out: define things in migrations, or in SandboxRegistry.runOnBaseline(..) before the first test, or do it "
                        + "in each test.");
        lease.end();
    }

    @Test
    void aFixtureOfAnotherBaselineIsRefused() throws Exception {
        LaneLease lease = POOLS.get(0).lease("begins", event -> {});
        LaneLease other = POOLS.get(1).lease("arranges", event -> {});
        LaneChanges changes = other.changes().orElseThrow();
        other.end();

        assertThatThrownBy(() -> lease.arrange(changes))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching(
                        "Sandbox begins cannot begin with a fixture that was arranged on another baseline: it is of "
                                + "isolario_tpl_[0-9a-f]{16}, and the baseline is isolario_tpl_[0-9a-f]{16} now, since it was written to in "
                                + "between\\. Write to the baseline before the first test\\.");
        lease.end();
    }

    private static List<String> content(LaneLease lease) throws SQLException {
        try (Connection connection = KeeperConnector.open(LOGIN, lease.database())) {
            List<String> content = new ArrayList<>();
            for (String table :
                    Sql.column(connection, "SELECT member::regclass FROM isolario.member ORDER BY member")) {
                content.add(Sql.single(
                        connection,
                        "SELECT '" + table.replace("'", "''")
                                + " ' || count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM ONLY "
                                + table + " t"));
            }
            return content;
        }
    }
}
