package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.work.PendingWork;
import io.isolario.core.work.WorkKind;
import java.lang.reflect.Method;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Features that JDK 17 lacks; called by reflection, as the tests are compiled for 17. */
@EnabledForJreRange(min = JRE.JAVA_25)
class NewerJdkTest extends InSandboxes {

    @Test
    void eachRunOfAPeriodicForkJoinTaskIsInItsSandbox() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        ScheduledFuture<?> future =
                in(ana, () -> scheduler(pool).scheduleAtFixedRate(this::look, 0, 5, TimeUnit.MILLISECONDS));

        for (int i = 0; i < 5; i++) {
            assertThat(nextSeen()).containsSame(ana);
        }

        assertThat(ana.delayedWork()).extracting(PendingWork::kind).containsExactly(WorkKind.DELAYED_TASK);
        assertThat(future.cancel(false)).isTrue();
        ana.awaitQuiescence(SOON);
        assertThat(ana.delayedWork()).isEmpty();
        pool.shutdownNow();
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void delayedForkJoinTasksRunEarly() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        ScheduledFuture<?> once = in(ana, () -> scheduler(pool).schedule(this::look, 1, TimeUnit.HOURS));
        ScheduledFuture<?> periodic =
                in(ana, () -> scheduler(pool).scheduleAtFixedRate(this::look, 2, 1, TimeUnit.HOURS));

        assertThat(ana.delayed().runAll()).isEqualTo(2);

        assertThat(nextSeen()).containsSame(ana);
        assertThat(nextSeen()).containsSame(ana);
        assertThat(once.isDone()).isTrue();
        assertThat(periodic.isDone()).isFalse();
        assertThat(ana.delayedWork()).hasSize(1);
        pool.shutdownNow();
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ana.delayedWork()).isEmpty();
    }

    /** A structured scope starts its threads in a container. */
    @Test
    void threadsStartedInAContainerRunInTheSandbox() throws Exception {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        Method factory = Class.forName("java.lang.Thread$Builder").getMethod("factory");
        ThreadFactory threads = (ThreadFactory) factory.invoke(builder);
        Method perTask =
                java.util.concurrent.Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);

        try (AutoCloseable executor = (AutoCloseable) perTask.invoke(null, threads)) {
            runIn(ana, () -> ((java.util.concurrent.Executor) executor).execute(this::look));
            assertThat(nextSeen()).containsSame(ana);
            ana.awaitQuiescence(SOON);
        }
    }

    private static ScheduledExecutorService scheduler(ForkJoinPool pool) {
        return (ScheduledExecutorService) (Object) pool;
    }
}
