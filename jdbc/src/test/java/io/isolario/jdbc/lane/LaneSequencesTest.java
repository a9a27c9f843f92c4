package io.isolario.jdbc.lane;

import static org.assertj.core.api.Assertions.assertThat;

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

/** A sandbox in a lane has the ids of a fresh database, whatever the bounds and the state of a sequence are. */
class LaneSequencesTest {

    private static final ThrowawayPostgres POSTGRES = ThrowawayPostgres.start();
    private static final LaneLogin LOGIN = new LaneLogin(
            POSTGRES.jdbcUrl("sequences"),
            Map.of("user", POSTGRES.username(), "password", POSTGRES.password()),
            true,
            null);
    private static final String DATABASE = LOGIN.url().replaceFirst(".*/", "");

    @BeforeAll
    static void makeTheBaseline() throws SQLException {
        try (Connection connection = LOGIN.open(DATABASE)) {
            Sql.execute(
                    connection,
                    """
                    create table item (id int generated always as identity primary key, v text);
                    insert into item (v) values ('seed'), ('seed');
                    create sequence codes;
                    create table coded (code text primary key default lpad(nextval('codes')::text, 6, '0'));
                    create table far (id bigint generated always as identity (start with 3000000000) primary key);
                    insert into far default values;
                    create sequence low minvalue 10000000000;
                    create sequence few maxvalue 99;
                    create sequence down increment -1 maxvalue -5 start -5;
                    create sequence turning maxvalue 3 cycle;
                    create sequence told; alter sequence told restart with 1000;
                    create sequence cached cache 20;
                    create sequence top as bigint minvalue -9223372036854775808 start -9223372036854775808;
                    create sequence blocks increment 50;
                    create sequence far_blocks increment 50 minvalue 10000000000;
                    create sequence told_blocks increment 50 start 1; alter sequence told_blocks restart with 5000;
                    create sequence blocks_down increment -10;
                    create sequence few_blocks as smallint increment 50""");
        }
    }

    private static LanePool pool(boolean check) throws Exception {
        LaneSettings settings = LaneSettings.defaults().withCheck(check).withLanes(2, Duration.ofSeconds(30));
        return LanePools.shared()
                .freeze("sequences", DATABASE, List.of(new UnpooledAdapter(LOGIN)), settings, "the test");
    }

    private static final List<String> DRAWS = List.of(
            "insert into item (v) values ('mine') returning id",
            "insert into coded default values returning code",
            "insert into far default values returning id",
            "select nextval('low')",
            "select nextval('few')",
            "select nextval('down')",
            "select nextval('turning')",
            "select nextval('told')",
            "select nextval('cached')",
            "select nextval('top')",
            "select nextval('few_blocks')");

    private static List<String> draw(Connection connection) throws SQLException {
        List<String> drawn = new ArrayList<>();
        for (String sql : DRAWS) {
            drawn.add(Sql.single(connection, sql));
        }
        return drawn;
    }

    @Test
    void eachSandboxHasTheIdsOfAFreshDatabase() throws Exception {
        LanePool pool = pool(true);
        List<String> replaced = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            List<LaneLease> leases = List.of(pool.lease("one", replaced::add), pool.lease("other", replaced::add));
            for (LaneLease lease : leases) {
                Connection connection = lease.take(LOGIN);
                assertThat(draw(connection))
                        .containsExactly(
                                "3",
                                "000001",
                                "3000000001",
                                "10000000000",
                                "1",
                                "-5",
                                "1",
                                "1000",
                                "1",
                                "-9223372036854775808",
                                "1");
                draw(connection);
                lease.giveBack(connection);
            }
            for (LaneLease lease : leases) {
                lease.end();
            }
        }

        assertThat(replaced).isEmpty();
    }

    @Test
    void whatASandboxSetsASequenceToIsUndone() throws Exception {
        LanePool pool = pool(true);
        for (String sql : List.of(
                "select setval('codes', 70, false)",
                "select setval('few', 99)",
                "select setval('item_id_seq', 1)",
                "select setval('item_id_seq', 2, false)",
                "truncate item restart identity",
                "truncate item restart identity; insert into item (v) values ('a'), ('b')")) {
            List<String> replaced = new ArrayList<>();
            LaneLease lease = pool.lease("sets", replaced::add);
            Connection connection = lease.take(LOGIN);
            Sql.execute(connection, sql);
            lease.giveBack(connection);
            lease.restore();

            Connection again = lease.take(LOGIN);
            assertThat(draw(again)).as(sql).startsWith("3", "000001").contains("1000");
            lease.giveBack(again);
            lease.end();
            assertThat(replaced).as(sql).isEmpty();
        }
    }

    /** An application keeps the rest of a block in memory, for whichever sandbox comes next. */
    @Test
    void noTwoLanesDrawTheSameBlock() throws Exception {
        LanePool pool = pool(true);
        List<String> drawn = new ArrayList<>();
        List<String> replaced = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            List<LaneLease> leases = List.of(pool.lease("one", replaced::add), pool.lease("other", replaced::add));
            for (LaneLease lease : leases) {
                Connection connection = lease.take(LOGIN);
                for (String sequence : List.of("blocks", "far_blocks", "told_blocks", "blocks_down")) {
                    long id = Long.parseLong(Sql.single(connection, "select nextval('" + sequence + "')"));
                    assertThat(id)
                            .as(sequence)
                            .isBetween(
                                    sequence.endsWith("down") ? -Integer.MAX_VALUE : 1L,
                                    sequence.startsWith("far")
                                            ? 10_000_000_000L + Integer.MAX_VALUE
                                            : Integer.MAX_VALUE);
                    drawn.add(sequence + " " + id);
                }
                lease.giveBack(connection);
            }
            for (LaneLease lease : leases) {
                lease.end();
            }
        }

        assertThat(drawn).doesNotHaveDuplicates();
        assertThat(replaced).isEmpty();
    }

    @Test
    void aTestGoesOnBehindItsFixture() throws Exception {
        LanePool pool = pool(true);
        LaneLease arranged = pool.lease("arranges", event -> {});
        arranged.beginFixture();
        Connection arranging = arranged.take(LOGIN);
        draw(arranging);
        Sql.execute(arranging, "select setval('few', 50, false)");
        arranged.giveBack(arranging);
        LaneChanges changes = arranged.changes().orElseThrow();
        arranged.end();

        for (int test = 0; test < 2; test++) {
            LaneLease lease = pool.lease("begins", event -> {});
            lease.arrange(changes);
            Connection connection = lease.take(LOGIN);
            assertThat(draw(connection))
                    .startsWith("4", "000002", "3000000002", "10000000001", "50", "-6", "2", "1001");
            lease.giveBack(connection);
            lease.end();
        }
    }

    @Test
    void aSequenceThatWasToldToBeginElsewhereMakesAnotherTemplate() throws Exception {
        LanePool before = pool(false);
        try (Connection connection = LOGIN.open(DATABASE)) {
            Sql.execute(connection, "create sequence later");
        }
        LanePool created = pool(false);
        try (Connection connection = LOGIN.open(DATABASE)) {
            Sql.execute(connection, "alter sequence later restart with 7");
        }
        LanePool told = pool(false);

        assertThat(List.of(before.template(), created.template(), told.template()))
                .doesNotHaveDuplicates();
        try (Connection connection = LOGIN.open(DATABASE)) {
            Sql.execute(connection, "drop sequence later");
        }
    }
}
