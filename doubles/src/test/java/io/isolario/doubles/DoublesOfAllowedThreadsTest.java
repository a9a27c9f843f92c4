package io.isolario.doubles;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Allowance;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.Sharing;
import io.isolario.core.doubles.Answer;
import io.isolario.doubles.Shop.Payments;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Threads that no agent could follow. */
@Isolated("a shared sandbox is the sandbox of every thread")
class DoublesOfAllowedThreadsTest {

    private final InSandbox shop = new InSandbox();
    private final ManagedSandbox sandbox = shop.open("ana");
    private final Payments payments = new Payments();
    private final ExecutorService application = Executors.newSingleThreadExecutor(task -> new Thread(task, "shop-1"));

    @AfterEach
    void close() {
        application.shutdown();
        shop.close();
    }

    @Test
    void areSeenByAThreadThatWasAllowed() throws Exception {
        sandbox.expect(Payments.class).expect("charge", Answer.of(1));

        try (Allowance allowance =
                sandbox.allow("those of the shop", thread -> thread.getName().equals("shop-1"))) {
            assertThat(application.submit(() -> payments.charge(5)).get()).isEqualTo(1);
        }

        assertThat(application.submit(() -> payments.charge(5)).get()).isEqualTo(5);
        assertThat(InSandbox.problems(sandbox)).isEmpty();
    }

    @Test
    void areSeenByUnownedWorkOfASharedSandbox() throws Exception {
        sandbox.expect(Payments.class).expect("charge", Answer.of(1));

        try (Sharing sharing = sandbox.share()) {
            assertThat(application.submit(() -> payments.charge(5)).get()).isEqualTo(1);
        }

        assertThat(application.submit(() -> payments.charge(5)).get()).isEqualTo(5);
        assertThat(InSandbox.problems(sandbox)).isEmpty();
    }
}
