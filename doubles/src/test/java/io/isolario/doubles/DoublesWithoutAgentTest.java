package io.isolario.doubles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import io.isolario.core.Scope;
import io.isolario.doubles.Shop.Counter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What needs the agent says so in a JVM without it. */
class DoublesWithoutAgentTest {

    private final InSandbox shop = new InSandbox();
    private final ManagedSandbox sandbox = shop.open("ana");

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void areRefused() {
        assertThatThrownBy(() -> sandbox.replace(Counter.class, new Counter()))
                .isInstanceOf(RefusalException.class)
                .hasMessage("sandbox.replace(..) of io.isolario.doubles.Shop$Counter was refused in sandbox " + sandbox
                        + ": Calls cannot be intercepted: the Isolario agent is not in this JVM. It attaches itself when"
                        + " the first registry is built, unless the system property isolario.agent is off; or start the JVM"
                        + " with -javaagent:<path to isolario-agent.jar>. A fake bean of an application of its own needs no"
                        + " agent.");
    }

    @Test
    void leaveSystemPropertiesToTheJvm() {
        new ConfiguredSystemProperties(sandbox).set("isolario.test.without-agent", "configured");

        try (Scope scope = sandbox.enter()) {
            assertThat(System.getProperty("isolario.test.without-agent")).isNull();
        }
    }
}
