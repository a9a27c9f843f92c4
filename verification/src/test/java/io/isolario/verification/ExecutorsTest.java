package io.isolario.verification;

import io.isolario.core.SandboxContext;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Nested;

/** The executors of the JDK, made to follow their submitters by hand. */
class ExecutorsTest {

    @Nested
    class FixedPool extends ExecutorVerification {

        @Override
        protected ExecutorService newExecutor() {
            return SandboxContext.wrap(Executors.newFixedThreadPool(2));
        }
    }

    @Nested
    class GrowingPool extends ExecutorVerification {

        @Override
        protected ExecutorService newExecutor() {
            return SandboxContext.wrap(Executors.newCachedThreadPool());
        }
    }

    @Nested
    class Scheduler extends ExecutorVerification {

        @Override
        protected ExecutorService newExecutor() {
            return SandboxContext.wrap((ExecutorService) Executors.newScheduledThreadPool(2));
        }
    }

    @Nested
    class ForkJoin extends ExecutorVerification {

        @Override
        protected ExecutorService newExecutor() {
            return SandboxContext.wrap((ExecutorService) new ForkJoinPool(2));
        }
    }
}
