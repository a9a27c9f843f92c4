package io.isolario.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.Scope;
import io.isolario.core.UnownedAccess;
import io.isolario.jdbc.SandboxDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Laws 4, 6 and 8: nobody sees a sandbox but itself, nothing of it stays, and unowned work only reads the baseline. */
public abstract class SeparationVerification extends DatabaseVerification {

    private static final int AT_ONCE = 6;
    private static final int ROUNDS = 20;

    /** For subclasses. */
    protected SeparationVerification() {}

    @Test
    final void law4_nothingStaysWhenASandboxEnds() throws Exception {
        inSandbox(sandbox -> insert(dataSource(), "gone"));

        assertThat(names(pool())).containsExactly("seed-1", "seed-2");
    }

    @Test
    final void law3_sandboxesDoNotSeeEachOther() throws Exception {
        try (ManagedSandbox first = open("first");
                ManagedSandbox second = open("second")) {
            try (Scope scope = first.enter()) {
                insert(dataSource(), "of first");
            }
            try (Scope scope = second.enter()) {
                insert(dataSource(), "of second");
                deleteOfOther("of first");

                assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "of second");
            }
            try (Scope scope = first.enter()) {
                assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "of first");
            }
        }
    }

    private void deleteOfOther(String name) throws SQLException {
        String delete = "delete from item where name = '" + name + "'";
        if (locksWhatItScans()) {
            assertThatThrownBy(() -> execute(dataSource(), delete))
                    .as("a wait for the other sandbox's rows, which has an end")
                    .isInstanceOf(SQLException.class);
        } else {
            execute(dataSource(), delete);
        }
    }

    @Test
    final void law3_manySandboxesAtOnceSeeOnlyTheirOwn() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        CyclicBarrier together = new CyclicBarrier(AT_ONCE);
        try {
            List<Future<?>> tests = new ArrayList<>();
            for (int test = 0; test < AT_ONCE; test++) {
                int number = test;
                tests.add(threads.submit(() -> {
                    together.await();
                    for (int round = 0; round < ROUNDS; round++) {
                        insertAndCheck("test " + number + " round " + round);
                    }
                    return true;
                }));
            }
            for (Future<?> test : tests) {
                test.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(registry().openSandboxes()).isEmpty();
    }

    private void insertAndCheck(String owner) throws Exception {
        try (ManagedSandbox sandbox = open(owner);
                Scope scope = sandbox.enter()) {
            for (int row = 0; row < 5; row++) {
                insert(dataSource(), "the same");
            }
            assertThat(names(dataSource()))
                    .containsExactly("seed-1", "seed-2", "the same", "the same", "the same", "the same", "the same");
        }
    }

    @Test
    final void law6_untilTheFirstSandboxUnownedWorkWritesToTheBaseline() throws Exception {
        assertThat(registry().mode()).isEqualTo(UnownedAccess.AUTO);
        insert(dataSource(), "by a migration");

        inSandbox(sandbox -> assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "by a migration"));

        execute(pool(), "delete from item where name = 'by a migration'");
    }

    @Test
    final void law6_fromTheFirstSandboxOnUnownedWorkOnlyReadsTheBaseline() throws Exception {
        try (ManagedSandbox sandbox = open("the only one")) {
            try (Scope scope = sandbox.enter()) {
                insert(dataSource(), "inside");
            }

            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2");
            assertThatThrownBy(() -> execute(dataSource(), "insert into item (name) values ('unowned')"))
                    .isInstanceOfSatisfying(SQLException.class, refusal -> assertThat(refusal.getSQLState())
                            .isEqualTo("25006"))
                    .hasMessage("Unowned write refused: insert into item (name) values ('unowned'). Thread \""
                            + Thread.currentThread().getName()
                            + "\" has no sandbox in application \"verification\": it is in no scope, no "
                            + "allowance matches it and no sandbox is shared. Open sandboxes: " + sandbox
                            + ". Ways out: submit the work "
                            + "through SandboxContext.wrap(executor), call sandbox.allow(thread), send the sandbox's carrier with the "
                            + "request, write before the first sandbox or in SandboxRegistry.runOnBaseline(..), or build the registry "
                            + "with unownedWork(PASS).");
        }
    }

    @Test
    final void law6_aConnectionOfUnownedWorkIsWritableAgainForTheBaselineLater() throws Exception {
        inSandbox(sandbox -> {
            try (Scope unowned = Scope.detached()) {
                assertThat(names(dataSource())).hasSize(2);
            }
        });

        registry().runOnBaseline(() -> {
            for (int i = 0; i < 8; i++) {
                insert(dataSource(), "late seed");
            }
            return true;
        });

        execute(pool(), "delete from item where name = 'late seed'");
    }

    @Test
    final void law4_aConnectionKeptPastTheEndIsRefused() throws Exception {
        Connection kept;
        PreparedStatement prepared;
        ManagedSandbox ended;
        try (ManagedSandbox sandbox = open("kept past the end");
                Scope scope = sandbox.enter()) {
            kept = dataSource().getConnection();
            prepared = kept.prepareStatement("insert into item (name) values ('late')");
            ended = sandbox;
        }

        assertThatThrownBy(prepared::executeUpdate)
                .isInstanceOf(SQLException.class)
                .hasMessageMatching("Sandbox \\Q" + ended
                        + "\\E cannot use this connection on thread \"[^\"]+\": it was closed by its owner \\d+ ms ago\\. "
                        + "Work must end within its sandbox: wait with sandbox\\.awaitQuiescence\\(\\), or open a sandbox that lives "
                        + "longer \\(SandboxOptions\\.ownershipTimeout, idleTimeout\\)\\.");
        assertThat(kept.isClosed()).isTrue();
        kept.close();
    }

    @Test
    final void law9_twoDataSourcesOfOneDatabaseShareTheSandboxesData() throws Exception {
        SandboxDataSource first = SandboxDataSource.wrap("first", pool());
        SandboxDataSource second = SandboxDataSource.wrap("second", pool());
        try (var both = io.isolario.core.SandboxRegistry.builder("both")
                        .resource(first.resource())
                        .resource(second.resource())
                        .build();
                ManagedSandbox sandbox = both.open(io.isolario.core.SandboxOptions.builder("uses both")
                        .isolation(isolation())
                        .build());
                Scope scope = sandbox.enter()) {
            insert(first, "through the first");

            assertThat(names(second)).containsExactly("seed-1", "seed-2", "through the first");
        }
    }

    @Test
    final void law9_resetPutsTheSandboxBackToItsBeginning() throws Exception {
        inSandbox(sandbox -> {
            insert(dataSource(), "before reset");

            sandbox.reset();

            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2");
            insert(dataSource(), "after reset");
            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "after reset");
        });
    }
}
