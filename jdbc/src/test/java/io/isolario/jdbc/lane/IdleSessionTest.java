package io.isolario.jdbc.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.jdbc.database.LaneLogin;
import io.isolario.postgres.ThrowawayPostgres;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A session that nobody uses is at times in a transaction: where others define much, the server has it catch up with what it keeps of
 * definitions, in a transaction of its own and while its state stays idle.
 */
class IdleSessionTest {

    private static final ThrowawayPostgres POSTGRES = ThrowawayPostgres.start();
    private static final int IDLE = 16;
    private static final int ROUNDS = 6;

    private final LaneLogin login = new LaneLogin(
            POSTGRES.jdbcUrl("idle"), Map.of("user", POSTGRES.username(), "password", POSTGRES.password()), true, null);

    @Test
    void isNoOpenTransaction() throws Exception {
        String application = login.url().replaceFirst(".*/", "");
        try (Connection connection = login.open(application)) {
            Sql.execute(connection, "create table item (name text)");
        }
        LanePool pool = LanePools.shared()
                .freeze(
                        "test",
                        application,
                        List.of(new UnpooledAdapter(login)),
                        LaneSettings.defaults().withLanes(1, Duration.ofSeconds(30)),
                        "the test");
        LaneLease lease = pool.lease("\"idle\" (12345678)", event -> {});
        List<Connection> idle = new ArrayList<>();
        for (int i = 0; i < IDLE; i++) {
            Connection connection = login.open(lease.database());
            Sql.single(connection, "select count(*) from item");
            idle.add(connection);
        }

        FutureTask<Void> defining = new FutureTask<>(this::define, null);
        new Thread(defining, "defines").start();
        try (Connection looking = login.open(lease.database())) {
            while (!defining.isDone()) {
                assertThat(Sql.column(looking, "SELECT isolario.late()")).isEmpty();
            }
        }

        defining.get(1, TimeUnit.SECONDS);
        for (Connection connection : idle) {
            connection.close();
        }
        lease.end();
    }

    private void define() {
        try (Connection connection = login.open("postgres")) {
            for (int round = 0; round < ROUNDS; round++) {
                Sql.execute(
                        connection,
                        """
                        DO $$ BEGIN
                            FOR i IN 1..200 LOOP EXECUTE 'create table t' || i || ' (a int primary key, b text)'; END LOOP;
                            FOR i IN 1..200 LOOP EXECUTE 'drop table t' || i; END LOOP;
                        END $$""");
            }
        } catch (java.sql.SQLException failure) {
            throw new AssertionError(failure);
        }
    }
}
