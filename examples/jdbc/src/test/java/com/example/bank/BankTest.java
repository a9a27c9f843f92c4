package com.example.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.Sandbox;
import io.isolario.junit.SandboxExtension;
import io.isolario.junit.Sandboxed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All at once, all with the account "ana", all with real commits. */
@Sandboxed
class BankTest {

    @RegisterExtension
    static final SandboxExtension SANDBOXES = SandboxExtension.with(TestDatabase.DATA_SOURCE.resource());

    private final Bank bank = new Bank(TestDatabase.DATA_SOURCE);

    @RepeatedTest(20)
    void aTransferMovesMoney() throws SQLException {
        bank.open("ana", 100);

        bank.transfer("house", "ana", 50);

        assertThat(bank.balance("ana")).isEqualTo(150);
        assertThat(bank.balance("house")).isEqualTo(950);
        assertThat(bank.entries("ana")).isEqualTo(1);
    }

    @Test
    void aTransferOfMoreThanThereIsMovesNothing() throws SQLException {
        bank.open("ana", 100);

        assertThatThrownBy(() -> bank.transfer("ana", "house", 101))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("account_balance_check");

        assertThat(bank.balance("ana")).isEqualTo(100);
        assertThat(bank.entries("ana")).isZero();
    }

    @Test
    void aNameIsTakenOnce() throws SQLException {
        bank.open("ana", 100);

        assertThatThrownBy(() -> bank.open("ana", 1))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("account_pkey");
    }

    @Test
    void theHouseCanBeEmptied() throws SQLException {
        bank.open("ana", 0);

        bank.transfer("house", "ana", 1000);

        assertThat(bank.balance("house")).isZero();
    }

    @Test
    void transfersAtOnceLoseNothing(Sandbox sandbox) throws Exception {
        bank.open("ana", 0);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        sandbox.onClose(threads::shutdown);

        List<Future<?>> transfers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            // Without isolario-agent, wrap says which sandbox the work of another thread belongs to.
            transfers.add(threads.submit(sandbox.wrap(() -> {
                bank.transfer("house", "ana", 1);
                return null;
            })));
        }
        for (Future<?> transfer : transfers) {
            transfer.get();
        }

        assertThat(bank.balance("ana")).isEqualTo(100);
        assertThat(bank.balance("house")).isEqualTo(900);
    }
}
