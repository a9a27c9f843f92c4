package io.isolario.junit;

import static io.isolario.junit.Fixtures.allSucceed;
import static io.isolario.junit.Fixtures.onlyFailure;
import static io.isolario.junit.Fixtures.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.Sandbox;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

class SandboxedLifecycleTest {

    private static final Queue<ManagedSandbox> SEEN = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void forgetWhatWasSeen() {
        SEEN.clear();
    }

    private static ManagedSandbox current() {
        return ManagedSandbox.current().orElseThrow();
    }

    @Sandboxed
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClass {

        PerClass() {
            assertThat(ManagedSandbox.current()).isEmpty();
        }

        @BeforeAll
        void beforeAll() {
            assertThat(ManagedSandbox.current()).isEmpty();
        }

        @BeforeEach
        void before(ManagedSandbox sandbox) {
            assertThat(current()).isSameAs(sandbox);
        }

        @Test
        void first() {
            SEEN.add(current());
        }

        @Test
        void second() {
            SEEN.add(current());
        }

        @AfterAll
        void afterAll() {
            assertThat(ManagedSandbox.current()).isEmpty();
        }
    }

    @Test
    void opensBeforeEachTestOfOneInstance() {
        allSucceed(run(PerClass.class), 2);

        assertThat(SEEN).doesNotHaveDuplicates().hasSize(2);
    }

    @Sandboxed
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class TakesItTooEarly {

        TakesItTooEarly(Sandbox sandbox) {}

        @Test
        void runs() {}
    }

    @Test
    void refusesASandboxToWhatRunsOncePerClass() {
        assertThat(onlyFailure(run(TakesItTooEarly.class)))
                .hasMessage("No sandbox for parameter \"io.isolario.core.Sandbox sandbox\" of"
                        + " io.isolario.junit.SandboxedLifecycleTest$TakesItTooEarly("
                        + "io.isolario.core.Sandbox): it runs once for the class, and a sandbox belongs to one"
                        + " test. Take the parameter in a test method, or in a @BeforeEach or @AfterEach method.");
    }

    @Sandboxed
    static class Separate {

        private Thread constructedOn = Thread.currentThread();

        @Test
        @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void runsElsewhere(ManagedSandbox sandbox) {
            assertThat(Thread.currentThread()).isNotSameAs(constructedOn);
            assertThat(current()).isSameAs(sandbox);
        }
    }

    @Test
    void runsATestInItsSandboxOnAThreadOfItsOwn() {
        allSucceed(run(Separate.class), 1);
    }
}
