package io.isolario.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.CloseReport;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.Messages;
import io.isolario.core.NothingLeaks;
import io.isolario.core.Problem;
import io.isolario.core.ProblemKind;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.work.WorkKind;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** In a package of its own, as the frames of the core are left out of the stacks that it shows. */
@ExtendWith(NothingLeaks.class)
class LateWorkTest {

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    private final ManagedSandbox sandbox = registry.open(
            SandboxOptions.builder("ana").drainTimeout(Duration.ofMillis(20)).build());
    private final ExecutorService pool = Executors.newSingleThreadExecutor(task -> new Thread(task, "mailer"));
    private final CountDownLatch sending = new CountDownLatch(1);
    private final CountDownLatch delivered = new CountDownLatch(1);
    private String here = "";

    @BeforeEach
    void nameThread() {
        here = Thread.currentThread().getName();
    }

    @AfterEach
    void close() {
        delivered.countDown();
        pool.shutdownNow();
        registry.close();
    }

    @Test
    void lateWorkIsNamedWithWhereItWasSubmittedAndWhereItIs() throws Exception {
        submitMail();
        assertThat(sending.await(10, TimeUnit.SECONDS)).isTrue();

        CloseReport report = sandbox.finish();

        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(ProblemKind.LATE_WORK);
            assertThat(problem.cause()).isEmpty();
            assertThat(withoutForeignFrames(problem))
                    .isEqualTo(
                            "Late work, cut off after a drain of #: task \"the mail to ana\", # old, begun by thread \""
                                    + here + "\"\n"
                                    + "    at io.isolario.application.LateWorkTest.submitMail(LateWorkTest.java)\n"
                                    + "    at io.isolario.application.LateWorkTest."
                                    + "lateWorkIsNamedWithWhereItWasSubmittedAndWhereItIs(LateWorkTest.java)\n"
                                    + "  now on thread \"mailer\"\n"
                                    + "    at io.isolario.application.LateWorkTest$MailTask.run(LateWorkTest.java)\n"
                                    + "End it within the test, wait for it with awaitQuiescence(timeout), or set "
                                    + "SandboxOptions.drainTimeout.");
        });
    }

    @Test
    void lateWorkIsNamedWhenNoThreadHasTakenIt() {
        sandbox.begin(WorkKind.MESSAGE, "order 7");

        CloseReport report = sandbox.finish();

        assertThat(report.problems()).singleElement().satisfies(problem -> assertThat(withoutForeignFrames(problem))
                .isEqualTo("Late work, cut off after a drain of #: message \"order 7\", # old, begun by thread \""
                        + here + "\"\n"
                        + "    at io.isolario.application.LateWorkTest."
                        + "lateWorkIsNamedWhenNoThreadHasTakenIt(LateWorkTest.java)\n"
                        + "  no thread runs it yet\n"
                        + "End it within the test, wait for it with awaitQuiescence(timeout), or set "
                        + "SandboxOptions.drainTimeout."));
    }

    private void submitMail() {
        pool.execute(sandbox.wrap(new MailTask()));
    }

    /** Leaves the frames of this class, without their line numbers. */
    private static String withoutForeignFrames(Problem problem) {
        return Messages.timeless(problem.message())
                // JDK 17 names the class loader in the frames of other threads.
                .replace("    at app//", "    at ")
                .replaceAll("\n    at (?!io\\.isolario\\.application)[^\n]*", "")
                .replaceAll("\n    … [^\n]*", "")
                .replaceAll("\\.java:\\d+\\)", ".java)");
    }

    private final class MailTask implements Runnable {

        @Override
        public void run() {
            sending.countDown();
            try {
                if (!delivered.await(10, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("never delivered");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public String toString() {
            return "the mail to ana";
        }
    }
}
