package io.isolario.springboot.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
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
        try (Sandbox first = aSandbox("first");
                Sandbox second = aSandbox("second")) {
            ContextSnapshot ofFirst = snapshotIn(first);

            try (Scope scope = second.enter()) {
                try (ContextSnapshot.Scope restored = ofFirst.setThreadLocals()) {
                    assertThat(Sandbox.current()).contains(first);
                    try (ContextSnapshot.Scope again = ofFirst.setThreadLocals()) {
                        assertThat(Sandbox.current()).contains(first);
                    }
                    assertThat(Sandbox.current()).contains(first);
                }
                assertThat(Sandbox.current()).contains(second);
            }
            assertThat(Sandbox.current()).isEmpty();
        }
    }

    @Test
    void aSnapshotOfNoSandboxDetaches() {
        ContextSnapshotFactory clearing =
                ContextSnapshotFactory.builder().clearMissing(true).build();
        ContextSnapshot ofNobody = clearing.captureAll();

        try (Sandbox sandbox = aSandbox("runs others' work")) {
            try (Scope scope = sandbox.enter()) {
                try (ContextSnapshot.Scope restored = ofNobody.setThreadLocals()) {
                    assertThat(Sandbox.current()).isEmpty();
                }
                assertThat(Sandbox.current()).contains(sandbox);
            }
        }
    }

    @Test
    void reactorHandsItToOperatorsThatAskForIt() {
        try (Sandbox sandbox = aSandbox("reacts")) {
            Mono<String> owner = Mono.just("")
                    .handle((value, sink) -> sink.next(Sandbox.current().map(Sandbox::owner) + ""));

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

    private ContextSnapshot snapshotIn(Sandbox sandbox) {
        try (Scope scope = sandbox.enter()) {
            return ContextSnapshotFactory.builder().build().captureAll();
        }
    }

    private Sandbox aSandbox(String owner) {
        return registry.open(SandboxOptions.builder(owner).build());
    }
}
