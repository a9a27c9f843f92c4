package io.isolario.junit;

import static io.isolario.junit.Fixtures.allSucceed;
import static io.isolario.junit.Fixtures.onlyFailure;
import static io.isolario.junit.Fixtures.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.work.WorkKind;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SandboxAttributesTest {

    @Sandboxed(isolation = Isolation.DATABASE)
    static class OnClass {

        @Test
        void ofTheClass(ManagedSandbox sandbox) {
            assertThat(sandbox.isolation()).isEqualTo(Isolation.DATABASE);
        }

        @Test
        @Sandboxed(isolation = Isolation.TRANSACTION)
        void ofTheMethod(ManagedSandbox sandbox) {
            assertThat(sandbox.isolation()).isEqualTo(Isolation.TRANSACTION);
        }

        @Test
        @Sandboxed(drainTimeoutMillis = 10)
        void otherOfTheMethod(ManagedSandbox sandbox) {
            assertThat(sandbox.isolation()).isEqualTo(Isolation.DATABASE);
        }

        @Nested
        class Inner {

            @Test
            void ofTheEnclosingClass(ManagedSandbox sandbox) {
                assertThat(sandbox.isolation()).isEqualTo(Isolation.DATABASE);
            }
        }
    }

    static class Inherited extends OnClass {}

    @Retention(RetentionPolicy.RUNTIME)
    @Sandboxed(isolation = Isolation.DATABASE)
    @interface ForumTest {}

    @ForumTest
    static class MetaAnnotated {

        @Test
        void ofTheMetaAnnotation(ManagedSandbox sandbox) {
            assertThat(sandbox.isolation()).isEqualTo(Isolation.DATABASE);
        }
    }

    @Sandboxed
    static class WithoutAny {

        @Test
        void ofTheRegistry(ManagedSandbox sandbox) {
            assertThat(sandbox.isolation()).isEqualTo(Isolation.TRANSACTION);
        }
    }

    @Test
    void comeFromTheMethodThenTheClassThenTheRegistry() {
        allSucceed(run(OnClass.class, Inherited.class, MetaAnnotated.class, WithoutAny.class), 10);
    }

    @Sandboxed(isolation = {Isolation.DATABASE, Isolation.TRANSACTION})
    static class Undecided {

        @Test
        void runs() {}
    }

    @Test
    void refuseTwoIsolations() {
        assertThat(onlyFailure(run(Undecided.class)))
                .hasMessage(
                        "@Sandboxed of \"Undecided > runs()\" has 2 isolations: [DATABASE, TRANSACTION]. A sandbox has"
                                + " one: give one, or none for the default of the registry.");
    }

    @Sandboxed(drainTimeoutMillis = 1)
    static class LeavesWork {

        @Test
        void leaves(ManagedSandbox sandbox) {
            sandbox.begin(WorkKind.TASK, "send a mail");
        }
    }

    @Test
    void setTheDrainTimeout() {
        assertThat(onlyFailure(run(LeavesWork.class))).hasMessageContaining("cut off after a drain of 1 ms: ");
    }

    @Sandboxed(ownershipTimeoutSeconds = 1)
    static class Overstays {

        @Test
        void stays(ManagedSandbox sandbox) throws Exception {
            CountDownLatch ended = new CountDownLatch(1);
            sandbox.onClose(ended::countDown);
            assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void setTheOwnershipTimeout() {
        assertThat(onlyFailure(run(Overstays.class)))
                .hasMessageContaining("- The sandbox was ended by the ownership timeout of 1.0 s: ");
    }
}
