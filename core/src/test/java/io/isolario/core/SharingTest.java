package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeaks.class)
class SharingTest {

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void unownedWorkUsesASharedSandbox() throws Exception {
        ManagedSandbox ana = open("ana");

        try (Sharing sharing = ana.share()) {
            assertThat(registry.mode()).isEqualTo(UnownedAccess.SHARED);
            assertThat(OtherThread.call("unowned", registry::current)).containsSame(ana);
        }

        assertThat(registry.mode()).isEqualTo(UnownedAccess.MANUAL);
        assertThat(OtherThread.call("unowned", registry::current)).isEmpty();
    }

    @Test
    void detachedThreadDoesNotUseASharedSandbox() {
        open("ana").share();

        try (Scope detached = Scope.detached()) {
            assertThat(registry.current()).isEmpty();
        }
    }

    @Test
    void noSandboxOpensWhileOneIsShared() {
        ManagedSandbox ana = open("ana");
        Sharing sharing = ana.share();

        assertThatThrownBy(() -> open("bob"))
                .isInstanceOf(SharingException.class)
                .hasMessageMatching("Sandbox \"bob\" \\([0-9a-f]{8}\\) cannot be opened: \\Q" + ana
                        + " is shared with all unowned work, which excludes concurrency. End the sharing first, or run "
                        + "the sharing test alone (@Isolated).\\E");

        assertThat(registry.openSandboxes()).containsExactly(ana);
        sharing.close();
        assertThat(open("bob").state()).isEqualTo(SandboxState.OPEN);
    }

    @Test
    void sharingIsRefusedWhenAnotherSandboxIsOpen() {
        ManagedSandbox ana = open("ana");
        ManagedSandbox bob = open("bob");

        assertThatThrownBy(ana::share)
                .isInstanceOf(SharingException.class)
                .hasMessage("Sandbox " + ana + " cannot be shared with all unowned work: other sandboxes are open: ["
                        + bob + "]. Sharing excludes concurrency: run this test alone (@Isolated), or give its threads "
                        + "the sandbox by SandboxContext.wrap(..) or sandbox.allow(..).");

        assertThat(registry.mode()).isEqualTo(UnownedAccess.MANUAL);
    }

    @Test
    void sharingASharedSandboxIsRefused() {
        ManagedSandbox ana = open("ana");
        ana.share();

        assertThatThrownBy(ana::share)
                .isInstanceOf(SharingException.class)
                .hasMessage("Sandbox " + ana + " cannot be shared with all unowned work: " + ana
                        + " is shared already. Sharing excludes concurrency: run this test alone (@Isolated), or give "
                        + "its threads the sandbox by SandboxContext.wrap(..) or sandbox.allow(..).");
    }

    @Test
    void sharingEndsWithItsSandbox() {
        ManagedSandbox ana = open("ana");
        Sharing sharing = ana.share();

        ana.close();

        assertThat(registry.mode()).isEqualTo(UnownedAccess.MANUAL);
        assertThat(registry.current()).isEmpty();
        assertThat(open("bob").state()).isEqualTo(SandboxState.OPEN);
        sharing.close();
    }

    @Test
    void endedSharingDoesNotEndALaterOne() {
        ManagedSandbox ana = open("ana");
        Sharing first = ana.share();
        first.close();
        ana.share();

        first.close();

        assertThat(registry.mode()).isEqualTo(UnownedAccess.SHARED);
    }

    @Test
    void sandboxThatEndsMeanwhileKeepsNoSharing() {
        DefaultSandboxRegistry directly = (DefaultSandboxRegistry) registry;
        DefaultSandbox ana = (DefaultSandbox) open("ana");
        ana.close();

        assertThatThrownBy(() -> directly.share(ana)).isInstanceOf(SandboxEndedException.class);

        assertThat(registry.mode()).isEqualTo(UnownedAccess.MANUAL);
    }

    private ManagedSandbox open(String owner) {
        return registry.open(SandboxOptions.builder(owner).build());
    }
}
