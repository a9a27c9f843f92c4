package io.isolario.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Laws 3, 4 and 7 in DATABASE isolation: what a lane is after its sandbox, however that ended. */
public abstract class LaneRestoreVerification extends LaneTests {

    /** For subclasses. */
    protected LaneRestoreVerification() {}

    @Test
    final void law3_whatASessionKeepsIsGoneForTheNextSandbox() throws Exception {
        String lane = inNewSandbox(connection -> {
            execute(connection, "set search_path = nowhere");
            execute(connection, "set time zone 'Asia/Tokyo'");
            execute(connection, "create temp table scratch (id int)");
            execute(connection, "listen news");
            execute(connection, "select pg_advisory_lock(8)");
            execute(connection, "prepare mine as select 1");
            execute(connection, "declare portal cursor with hold for select 1");
            return single(connection, "select current_database()");
        });

        inNewSandbox(connection -> {
            assertThat(single(connection, "select current_database()")).isEqualTo(lane);
            assertThat(single(connection, "show search_path")).isEqualTo("\"$user\", public");
            assertThat(single(connection, "show time zone")).isNotEqualTo("Asia/Tokyo");
            assertThat(single(connection, "select to_regclass('scratch') is null"))
                    .isEqualTo("t");
            assertThat(single(connection, "select count(*) from pg_listening_channels()"))
                    .isEqualTo("0");
            assertThat(single(connection, "select count(*) from pg_prepared_statements where from_sql"))
                    .isEqualTo("0");
            assertThat(single(connection, "select count(*) from pg_cursors where name = 'portal'"))
                    .isEqualTo("0");
            assertThat(single(connection, "select pg_try_advisory_lock(8)")).isEqualTo("t");
            return true;
        });
    }

    @Test
    final void law4_aLaneWithAnotherDefinitionIsReplaced() throws Exception {
        ManagedSandbox sandbox = open();
        try (sandbox;
                Scope scope = sandbox.enter()) {
            execute(dataSource(), "alter table item add column extra int default 5");
            execute(dataSource(), "insert into item (name, extra) values ('wide', 6)");
        }

        assertThat(sandbox.journal().entries(JournalKind.SQL)).anySatisfy(entry -> assertThat(entry.text())
                .matches("lane isolario_lane_[0-9a-f]{16}_\\d+ cannot be restored and is replaced, because of: "
                        + "\\[ALTER TABLE public\\.item]"));
        inNewSandbox(connection -> {
            assertThat(single(connection, "select count(*) from information_schema.columns where table_name = 'item'"))
                    .isEqualTo("2");
            return true;
        });
    }

    @Test
    final void law4_aTransactionLeftOpenNeverReachesTheNextSandbox() throws Exception {
        Connection left;
        try (ManagedSandbox sandbox = open();
                Scope scope = sandbox.enter()) {
            left = begin();
            insert(left, "late");
        }

        assertThatThrownBy(left::commit)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("cannot use this connection");
        assertThat(left.isClosed()).isTrue();
        left.close();
        inNewSandbox(connection -> {
            assertThat(names(connection)).containsExactly("seed-1", "seed-2");
            return true;
        });
    }

    @Test
    final void law7_aKilledConnectionHurtsOnlyItself() throws Exception {
        inSandbox(sandbox -> {
            insert(dataSource(), "before");
            try (Connection victim = begin();
                    Connection other = dataSource().getConnection()) {
                insert(victim, "lost");
                String pid = single(victim, "select pg_backend_pid()");
                execute(other, "select pg_terminate_backend(" + pid + ", 5000)");

                assertThatThrownBy(() -> insert(victim, "more"))
                        .isInstanceOfSatisfying(SQLException.class, lost -> assertThat(lost.getSQLState())
                                .isIn("57P01", "08006"));
            }

            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "before");
        });
    }

    /** Somebody may have changed the lane meanwhile, so its sandbox fails; the next one has another lane. */
    @Test
    final void law7_aSandboxWhoseSessionsWereAllKilledFailsAndItsLaneIsReplaced() throws Exception {
        ManagedSandbox sandbox = open();
        try (Scope scope = sandbox.enter()) {
            insert(dataSource(), "in the lane");
            String lane = single(dataSource().getConnection(), "select current_database()");
            execute(
                    pool(),
                    "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '" + lane + "'");
        }

        assertThat(sandbox.finish().problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("Sandbox " + sandbox + " lost the session by which Isolario looks after its lane"));
        inNewSandbox(connection -> {
            assertThat(names(connection)).containsExactly("seed-1", "seed-2");
            return true;
        });
    }
}
