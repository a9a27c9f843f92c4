package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.agent.attach.SelfAttachment;
import io.isolario.agent.weave.Weaver;
import io.isolario.core.ManagedSandbox;
import java.lang.instrument.Instrumentation;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WeaverTest extends InSandboxes {

    @Test
    void anUnknownJdkIsRefusedAndStaysUninstrumented() throws Exception {
        Instrumentation instrumentation = SelfAttachment.attach();
        int other = Runtime.version().feature() < 21 ? 25 : 17;

        assertThatThrownBy(() -> Weaver.weave(instrumentation, other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("JDK " + other + " (" + Runtime.version()
                        + ") is unknown to the agent: no place for the hooks in [java.")
                .hasMessageEndingWith(
                        ". Nothing was instrumented. Run on JDK 17 or 25, or without the agent: wrap executors "
                                + "with SandboxContext.wrap(..).");

        Callable<Optional<ManagedSandbox>> look = ManagedSandbox::current;
        assertThat(in(ana, () -> ForkJoinPool.commonPool().submit(look)).get(10, TimeUnit.SECONDS))
                .as("hooks installed before still work")
                .containsSame(ana);
        ana.awaitQuiescence(SOON);
    }
}
