package io.isolario.springboot.scoped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.CloseReport;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.Problem;
import io.isolario.core.QuiescenceTimeoutException;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxEndedException;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.core.work.Work;
import io.isolario.core.work.WorkKind;
import io.isolario.springboot.counters.Counter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.Lifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** What becomes of calls and of instances when something goes wrong; without an agent. */
class ScopedInstancesTest {

    private final AtomicBoolean unmakeable = new AtomicBoolean();
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private final ScopableBeans scopable = new ScopableBeans();
    private final AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
    private final SandboxRegistry registry =
            SandboxRegistry.builder("shop").resource(scopable.resource()).build();

    ScopedInstancesTest() {
        application
                .getBeanFactory()
                .registerSingleton(
                        ScopedCandidates.NAME,
                        new ScopedCandidates(Set.of(Counter.class, First.class, Second.class, Third.class)));
        application.addBeanFactoryPostProcessor(scopable);
        application.getBeanFactory().addBeanPostProcessor(scopable);
        application.registerBean("counter", Counter.class, this::makeCounter);
        application.registerBean("first", First.class, () -> new First(ended));
        application.registerBean("second", Second.class, () -> new Second(ended));
        application.registerBean("third", Third.class, () -> new Third(ended));
        application.refresh();
    }

    @AfterEach
    void close() {
        registry.close();
        application.close();
    }

    private Counter makeCounter() {
        if (unmakeable.get()) {
            throw new IllegalStateException("no counter");
        }
        return new Counter();
    }

    private Counter counter() {
        return application.getBean(Counter.class);
    }

    private ManagedSandbox aSandbox(Class<?>... types) {
        ManagedSandbox sandbox = registry.open(SandboxOptions.builder("ana")
                .drainTimeout(Duration.ofMillis(50))
                .build());
        if (types.length > 0) {
            sandbox.session(ScopedInstances.class).add(Set.of(types), "this test");
        }
        return sandbox;
    }

    @Test
    void workThatOutlivesItsSandboxIsRefusedTheBeanAndNeverGetsTheOriginal() {
        ManagedSandbox sandbox = aSandbox(Counter.class);
        CountDownLatch end = new CountDownLatch(1);
        Runnable late = sandbox.wrap(() -> {
            await(end);
            counter().add(7);
        });
        CompletableFuture<Void> ran = CompletableFuture.runAsync(late);

        CloseReport report = sandbox.finish();
        end.countDown();

        assertThat(report.problems()).as("late work").hasSize(1);
        assertThatThrownBy(ran::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(SandboxEndedException.class)
                .hasMessageStartingWith("Sandbox " + sandbox)
                .hasMessageContaining("cannot use its instance of bean \"counter\"");
        assertThat(counter().value()).isZero();
    }

    @Test
    void aBeanThatCouldNotBeMadeAnewIsRefusedAndTheOriginalStaysAsItIs() {
        try (ManagedSandbox sandbox = aSandbox(Counter.class)) {
            unmakeable.set(true);
            assertThatThrownBy(sandbox::reset).hasRootCauseMessage("no counter");

            try (Scope scope = sandbox.enter()) {
                assertThatThrownBy(() -> counter().add(7))
                        .isInstanceOf(RefusalException.class)
                        .hasMessage("Thread \"" + Thread.currentThread().getName()
                                + "\" cannot use bean \"counter\": sandbox " + sandbox
                                + " has no instance of it at the moment, since a reset or a value that was"
                                + " configured makes it anew, or could not, and the original is not for"
                                + " sandboxes that have instances of their own. Wait in the test for"
                                + " sandbox.awaitQuiescence() before sandbox.reset() and sandbox.configure(..);"
                                + " if one of them failed, close the sandbox and open another.");
            }
        }
        assertThat(counter().value()).isZero();
    }

    @Test
    void aSandboxHasTheOriginalAgainThatWentBackToBeforeItsInstances() {
        try (ManagedSandbox sandbox = aSandbox()) {
            sandbox.checkpoint();
            sandbox.session(ScopedInstances.class).add(Set.of(Counter.class), "this test");
            sandbox.reset();

            try (Scope scope = sandbox.enter()) {
                assertThat(counter().value()).isZero();
            }
        }
    }

    @Test
    void outstandingWorkKeepsItsInstances() {
        try (ManagedSandbox sandbox = aSandbox(Counter.class);
                Scope scope = sandbox.enter()) {
            counter().add(7);
            ScopedInstances instances = sandbox.session(ScopedInstances.class);
            Work work = sandbox.begin(WorkKind.TASK, "a request");

            assertThatThrownBy(() -> instances.remakeWith(Set.of()))
                    .isInstanceOf(QuiescenceTimeoutException.class)
                    .hasMessageContaining("a request");

            assertThat(counter().value()).isEqualTo(7);
            work.end();
        }
    }

    @Test
    void oneThatFailsToStopKeepsNoOtherFromIt() {
        ManagedSandbox sandbox = aSandbox(First.class, Second.class);
        sandbox.session(ScopedInstances.class).add(Set.of(Third.class), "this test");

        CloseReport report = sandbox.finish();

        assertThat(ended)
                .containsExactlyInAnyOrder(
                        "First stops",
                        "First is destroyed",
                        "Second stops",
                        "Second is destroyed",
                        "Third stops",
                        "Third is destroyed");
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).startsWith("Resource \"scoped beans\" failed at stop");
            Throwable failure = problem.cause().orElseThrow();
            assertThat(failure).hasMessage("Third does not stop");
            assertThat(failure.getSuppressed()).singleElement().satisfies(second -> {
                assertThat(second).hasMessage("Second does not stop");
                assertThat(second.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("First does not stop");
            });
        });
    }

    @Test
    void anInstanceThatWasMadeInVainIsNoFurtherProblem() {
        ManagedSandbox sandbox = aSandbox();
        ScopedInstances instances = sandbox.session(ScopedInstances.class);
        unmakeable.set(true);

        assertThatThrownBy(() -> instances.add(Set.of(First.class, Counter.class), "this test"))
                .hasRootCauseMessage("no counter");

        assertThat(sandbox.finish().problems()).extracting(Problem::message).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs from the beginning, and fails to stop. */
    abstract static class Stubborn implements SmartLifecycle, DisposableBean {

        private final List<String> ended;
        private volatile boolean inSandbox;

        Stubborn(List<String> ended) {
            this.ended = ended;
        }

        @Override
        public void start() {
            inSandbox = ManagedSandbox.current().isPresent();
        }

        @Override
        public boolean isRunning() {
            return inSandbox;
        }

        @Override
        public void stop() {
            ended.add(getClass().getSimpleName() + " stops");
            throw new IllegalStateException(getClass().getSimpleName() + " does not stop");
        }

        @Override
        public void destroy() {
            if (inSandbox) {
                ended.add(getClass().getSimpleName() + " is destroyed");
            }
        }

        @Override
        public int getPhase() {
            return this instanceof First ? 1 : 2;
        }
    }

    static class First extends Stubborn {
        First(List<String> ended) {
            super(ended);
        }
    }

    static class Second extends Stubborn {
        Second(List<String> ended) {
            super(ended);
        }
    }

    static class Third extends Stubborn implements Lifecycle {
        Third(List<String> ended) {
            super(ended);
        }
    }
}
