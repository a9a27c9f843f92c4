package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.capture.CapturedMails;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeaks.class)
class SandboxRegistryTest {

    private final SandboxRegistry shop = SandboxRegistry.builder("shop").build();
    private final SandboxRegistry bank =
            SandboxRegistry.builder("bank").resource(CapturedMails.resource()).build();

    @AfterEach
    void close() {
        shop.close();
        bank.close();
    }

    @Test
    void registryFindsOpenSandboxes() {
        ManagedSandbox ana = open(shop, "ana");
        ManagedSandbox bob = open(shop, "bob");

        assertThat(shop.find(ana.id())).isSameAs(ana);
        assertThat(shop.openSandboxes()).containsExactly(ana, bob);
        bob.close();
        assertThat(shop.openSandboxes()).containsExactly(ana);
        assertThat(shop.highestNumberAtOnce()).isEqualTo(2);
        assertThat(ana.registry()).isSameAs(shop);
        assertThat(shop).hasToString("SandboxRegistry{shop, resources=[]}");
        assertThat(bank).hasToString("SandboxRegistry{bank, resources=[mails]}");
    }

    @Test
    void sandboxHasTheRequestedIsolationOrThatOfItsRegistry() {
        try (SandboxRegistry lanes = SandboxRegistry.builder("lanes")
                .defaultIsolation(Isolation.DATABASE)
                .build()) {
            assertThat(open(lanes, "ana").isolation()).isEqualTo(Isolation.DATABASE);
            assertThat(lanes.open(SandboxOptions.builder("bob")
                                    .isolation(Isolation.TRANSACTION)
                                    .build())
                            .isolation())
                    .isEqualTo(Isolation.TRANSACTION);
        }
    }

    @Test
    void unknownIdIsRefused() {
        SandboxId id = SandboxId.random();

        assertThatThrownBy(() -> shop.find(id))
                .isInstanceOf(UnknownSandboxException.class)
                .hasMessage(
                        "No sandbox " + id + " in application \"shop\": it was never opened here, or the application "
                                + "was restarted since. Open a sandbox first (POST /isolario/sandboxes, or "
                                + "SandboxRegistry.open).");
    }

    @Test
    void foreignIdIsRefusedWithTheNameOfItsApplication() {
        ManagedSandbox foreign = open(bank, "ana");
        String message = "Sandbox " + foreign.id() + " belongs to application \"bank\", but application \"shop\" was "
                + "asked for it. Open a sandbox in the application that is called, and send that one's carrier.";

        assertThatThrownBy(() -> shop.find(foreign.id()))
                .isInstanceOf(ForeignSandboxException.class)
                .hasMessage(message);
        foreign.close();
        assertThatThrownBy(() -> shop.find(foreign.id()))
                .isInstanceOf(ForeignSandboxException.class)
                .hasMessage(message);
    }

    @Test
    void threadInASandboxOfAnotherApplicationIsRefused() {
        ManagedSandbox foreign = open(bank, "ana");

        try (Scope scope = foreign.enter()) {
            assertThatThrownBy(shop::current)
                    .isInstanceOf(ForeignSandboxException.class)
                    .hasMessage("Thread \"" + Thread.currentThread().getName() + "\" is in sandbox " + foreign
                            + " of application \"bank\", but called into application \"shop\". A sandbox isolates one "
                            + "application: call the other one through its public interface, or open a sandbox there "
                            + "too.");
            assertThat(bank.current()).containsSame(foreign);
        }
    }

    @Test
    void registryRemembersTenThousandEndedSandboxes() {
        List<SandboxId> ids = new ArrayList<>();
        for (int i = 0; i < 10_001; i++) {
            ManagedSandbox sandbox = open(shop, "ana");
            ids.add(sandbox.id());
            sandbox.close();
        }

        assertThatThrownBy(() -> shop.find(ids.get(0))).isInstanceOf(UnknownSandboxException.class);
        assertThatThrownBy(() -> shop.find(ids.get(1))).isInstanceOf(SandboxEndedException.class);
        assertThatThrownBy(() -> shop.find(ids.get(10_000))).isInstanceOf(SandboxEndedException.class);
    }

    @Test
    void registryExplainsUnownedWork() {
        String thread =
                "Thread \"" + Thread.currentThread().getName() + "\" has no sandbox in application \"shop\": it "
                        + "is in no scope, no allowance matches it and no sandbox is shared. ";
        String waysOut = "Ways out: submit the work through SandboxContext.wrap(executor), call sandbox.allow(thread), "
                + "send the sandbox's carrier with the request, write before the first sandbox or in "
                + "SandboxRegistry.runOnBaseline(..), or build the registry with unownedWork(PASS).";
        assertThat(shop.explainUnowned()).isEqualTo(thread + "No sandbox is open now. " + waysOut);

        List<ManagedSandbox> open = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            open.add(open(shop, "test " + i));
        }

        assertThat(shop.explainUnowned())
                .isEqualTo(thread + "Open sandboxes: " + open.get(0) + ", " + open.get(1) + ", " + open.get(2) + ", "
                        + open.get(3) + ", " + open.get(4) + " and 2 more. " + waysOut);
    }

    @Test
    void twoResourcesOfOneNameAreRefused() {
        SandboxRegistry.Builder builder = SandboxRegistry.builder("forum").resource(CapturedMails.resource());

        assertThatThrownBy(() -> builder.resource(CapturedMails.resource()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Registry \"forum\" has a resource called \"mails\" already. Give each resource a name of "
                        + "its own.");
    }

    @Test
    void missingResourceIsRefusedWithTheNamesOfThoseThereAre() {
        ManagedSandbox sandbox = open(bank, "ana");

        assertThat(sandbox.findSession(CapturedMails.class)).isPresent();
        assertThat(sandbox.findSession(RecordingSession.class)).isEmpty();
        assertThatThrownBy(() -> sandbox.session(RecordingSession.class))
                .isInstanceOf(RefusalException.class)
                .hasMessage("Sandbox " + sandbox + " has no RecordingSession: registry \"bank\" has the resources "
                        + "[mails]. Add the resource to SandboxRegistry.builder(), or the module that brings it to the "
                        + "class path.");
    }

    @Test
    void resetCoversEveryResourceAndNamesTheFirstThatFails() {
        List<String> calls = new ArrayList<>();
        RecordingSession db = new RecordingSession("db", calls);
        RecordingSession stubs = new RecordingSession("stubs", calls);
        try (SandboxRegistry registry = SandboxRegistry.builder("forum")
                .resource(db.resource())
                .resource(stubs.resource())
                .build()) {
            ManagedSandbox sandbox = open(registry, "ana");
            sandbox.reset();
            assertThat(calls).endsWith("stubs reset", "db reset");

            db.failingAt("reset");
            stubs.failingAt("reset");
            assertThatThrownBy(sandbox::reset)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Sandbox " + sandbox + " could not be reset: resource \"stubs\" failed: "
                            + "java.lang.IllegalStateException: stubs fails at reset. Close it and open another.")
                    .hasRootCauseMessage("stubs fails at reset")
                    .satisfies(failure -> assertThat(failure.getSuppressed())
                            .extracting(Throwable::getMessage)
                            .containsExactly("db fails at reset"));
        }
    }

    private static ManagedSandbox open(SandboxRegistry registry, String owner) {
        return registry.open(SandboxOptions.builder(owner).build());
    }
}
