package io.isolario.core.doubles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.CarriedWork;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.NothingLeaks;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxContext;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.core.work.PendingWork;
import io.isolario.core.work.Work;
import io.isolario.core.work.WorkKind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeaks.class)
class DoublesTest {

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    private final ManagedSandbox sandbox =
            registry.open(SandboxOptions.builder("ana").build());

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void doublesAreRefusedWithoutTheirArtifact() {
        Clock fake = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

        assertThatThrownBy(() -> sandbox.replace(Clock.class, fake))
                .isInstanceOf(RefusalException.class)
                .hasMessage(
                        "sandbox.replace(..) was refused in sandbox " + sandbox
                                + ": nothing on the class path can replace or watch parts of the application. "
                                + "Add the artifact io.isolario:isolario-doubles, which brings isolario-agent, with scope test.");
        assertThatThrownBy(() -> sandbox.trace(Clock.class, "instant"))
                .hasMessageStartingWith("sandbox.trace(..) was refused in sandbox " + sandbox);
        assertThatThrownBy(sandbox::clock)
                .hasMessageStartingWith("sandbox.clock(..) was refused in sandbox " + sandbox);
    }

    @Test
    void callersWorkIsTheChainOfUnits() {
        List<PendingWork> seen = new ArrayList<>();
        Work request = sandbox.begin(WorkKind.REQUEST, "POST /orders");
        request.runningHere();

        try (Scope scope = sandbox.enter()) {
            Runnable task = SandboxContext.wrap(new Task(
                    "outer", () -> SandboxContext.wrap(new Task("inner", () -> seen.addAll(CarriedWork.callersWork())))
                            .run()));
            task.run();
        }
        request.end();

        assertThat(seen).extracting(PendingWork::description).containsExactly("inner", "outer", "POST /orders");
        assertThat(TracedCall.describe(seen))
                .startsWith(" in task \"inner\" begun by thread \"")
                .endsWith("\", in request \"POST /orders\" begun by thread \""
                        + Thread.currentThread().getName() + "\"");
        assertThat(CarriedWork.callersWork()).isEmpty();
    }

    private record Task(String name, Runnable code) implements Runnable {

        @Override
        public void run() {
            code.run();
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
