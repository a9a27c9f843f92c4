package io.isolario.springboot.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

class SandboxThreadLocalAccessorTest {

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @Test
    void isFoundByMicrometer() {
        assertThat(ContextRegistry.getInstance().getThreadLocalAccessors())
                .anyMatch(SandboxThreadLocalAccessor.class::isInstance);
    }

    @Test
    void aSnapshotCarriesTheSandboxAndGivesBackWhatWasThereBefore() {
        try (ManagedSandbox first = aSandbox("first");
                ManagedSandbox second = aSandbox("second")) {
            ContextSnapshot ofFirst = snapshotIn(first);

            try (Scope scope = second.enter()) {
                try (ContextSnapshot.Scope restored = ofFirst.setThreadLocals()) {
                    assertThat(ManagedSandbox.current()).contains(first);
                    try (ContextSnapshot.Scope again = ofFirst.setThreadLocals()) {
                        assertThat(ManagedSandbox.current()).contains(first);
                    }
                    assertThat(ManagedSandbox.current()).contains(first);
                }
                assertThat(ManagedSandbox.current()).contains(second);
            }
            assertThat(ManagedSandbox.current()).isEmpty();
        }
    }

    @Test
    void aSnapshotOfNoSandboxDetaches() {
        ContextSnapshotFactory clearing =
                ContextSnapshotFactory.builder().clearMissing(true).build();
        ContextSnapshot ofNobody = clearing.captureAll();

        try (ManagedSandbox sandbox = aSandbox("runs others' work")) {
            try (Scope scope = sandbox.enter()) {
                try (ContextSnapshot.Scope restored = ofNobody.setThreadLocals()) {
                    assertThat(ManagedSandbox.current()).isEmpty();
                }
                assertThat(ManagedSandbox.current()).contains(sandbox);
            }
        }
    }

    @Test
    void reactorHandsItToOperatorsThatAskForIt() {
        try (ManagedSandbox sandbox = aSandbox("reacts")) {
            Mono<String> owner = Mono.just("")
                    .handle((value, sink) -> sink.next(ManagedSandbox.current().map(ManagedSandbox::owner) + ""));

            String seen;
            try (Scope scope = sandbox.enter()) {
                seen = owner.contextCapture().block() + "";
            }

            assertThat(seen).isEqualTo("Optional[reacts]");
            assertThat(owner.contextWrite(Context.of(SandboxThreadLocalAccessor.KEY, sandbox))
                                    .block() + "")
                    .isEqualTo("Optional[reacts]");
        }
    }

    private ContextSnapshot snapshotIn(ManagedSandbox sandbox) {
        try (Scope scope = sandbox.enter()) {
            return ContextSnapshotFactory.builder().build().captureAll();
        }
    }

    private ManagedSandbox aSandbox(String owner) {
        return registry.open(SandboxOptions.builder(owner).build());
    }
}
