package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeaks.class)
class UnownedAccessTest {

    private SandboxRegistry registry = SandboxRegistry.builder("shop").build();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void accessGoesFromAutoToManualToSharedToManual() {
        assertThat(registry.mode()).isEqualTo(UnownedAccess.AUTO);

        ManagedSandbox ana = open("ana");
        assertThat(registry.mode()).isEqualTo(UnownedAccess.MANUAL);

        Sharing sharing = ana.share();
        assertThat(registry.mode()).isEqualTo(UnownedAccess.SHARED);

        sharing.close();
        assertThat(registry.mode()).isEqualTo(UnownedAccess.MANUAL);
    }

    @Test
    void accessStaysManualAfterTheLastSandbox() {
        open("ana").close();

        assertThat(registry.mode()).isEqualTo(UnownedAccess.MANUAL);
    }

    @Test
    void accessStaysAutoWhenUnownedWorkPasses() {
        registry.close();
        registry = SandboxRegistry.builder("shop").unownedWork(UnownedWork.PASS).build();

        open("ana");

        assertThat(registry.mode()).isEqualTo(UnownedAccess.AUTO);
    }

    @Test
    void accessIsAutoOnlyForTheThreadOfABaselineAction() throws Exception {
        open("ana").close();

        UnownedAccess inAction = registry.runOnBaseline(() -> {
            assertThat(OtherThread.call("other", registry::mode)).isEqualTo(UnownedAccess.MANUAL);
            assertThat(registry.current()).isEmpty();
            return registry.mode();
        });

        assertThat(inAction).isEqualTo(UnownedAccess.AUTO);
        assertThat(registry.mode()).isEqualTo(UnownedAccess.MANUAL);
    }

    @Test
    void scopeInsideABaselineActionNamesIt() throws Exception {
        String here = Thread.currentThread().getName();

        registry.runOnBaseline(() -> {
            assertThat(ContextSlot.innermost())
                    .hasToString(
                            "Scope{the baseline of \"shop\" (SandboxRegistry.runOnBaseline), thread=\"" + here + "\"}");
            return true;
        });
    }

    @Test
    void baselineCannotBeChangedWhileASandboxIsOpen() {
        ManagedSandbox ana = open("ana");

        assertThatThrownBy(() -> registry.runOnBaseline(() -> "never run"))
                .isInstanceOf(RefusalException.class)
                .hasMessage("The baseline of \"shop\" cannot be changed now: sandboxes are open and would see it "
                        + "change: [" + ana + "]. Call SandboxRegistry.runOnBaseline before the first test, or write "
                        + "inside a sandbox.");

        assertThat(ManagedSandbox.current()).isEmpty();
    }

    @Test
    void noSandboxOpensWhileTheBaselineIsChanged() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> action = pool.submit(() -> registry.runOnBaseline(() -> {
                running.countDown();
                return release.await(10, TimeUnit.SECONDS);
            }));
            assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();

            assertThatThrownBy(() -> open("ana"))
                    .isInstanceOf(RefusalException.class)
                    .hasMessageMatching("Sandbox \"ana\" \\([0-9a-f]{8}\\) cannot be opened: \\Qan action runs on the "
                            + "baseline of \"shop\" (SandboxRegistry.runOnBaseline), and the sandbox would see it "
                            + "change. Run such actions before the tests.\\E");

            release.countDown();
            assertThat(action.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(open("ana").state()).isEqualTo(SandboxState.OPEN);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void failedActionFreesTheBaseline() {
        assertThatThrownBy(() -> registry.runOnBaseline(() -> {
                    throw new IOException("no seeds");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no seeds");

        assertThat(ManagedSandbox.current()).isEmpty();
        assertThat(open("ana").state()).isEqualTo(SandboxState.OPEN);
    }

    private ManagedSandbox open(String owner) {
        return registry.open(SandboxOptions.builder(owner).build());
    }
}
