package io.isolario.springboot.scoped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.springboot.CountersTest;
import io.isolario.springboot.counters.Counter;
import io.isolario.springboot.counters.Desk;
import io.isolario.springboot.counters.Drawer;
import io.isolario.springboot.counters.Engine;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CountersTest
@SandboxScoped({Counter.class, Drawer.class})
@ScopedBeansTest.WithAnEngine
class ScopedBeansTest {

    /** Declarations can be composed. */
    @Retention(RetentionPolicy.RUNTIME)
    @SandboxScoped(Engine.class)
    @interface WithAnEngine {}

    @Autowired
    Desk desk;

    @Autowired
    Counter counter;

    @Autowired
    Drawer drawer;

    @Autowired
    Engine engine;

    @RepeatedTest(20)
    void eachTestHasAnInstanceThatIsNew() {
        desk.add(1);

        assertThat(counter.value()).as("the drawer's hundred, and one").isEqualTo(101);
    }

    @Test
    void unownedWorkUsesTheOriginal() {
        int before = original(() -> counter.add(7));
        desk.add(1);

        assertThat(counter.value()).isEqualTo(101);
        assertThat(original(counter::value)).isEqualTo(before);
    }

    @Test
    void instancesUseEachOther() {
        desk.add(5);

        assertThat(drawer.describe()).isEqualTo("drawer 105");
    }

    @Test
    void hearsTheEventsOfItsSandbox() {
        desk.publish(new Counter.Bump(20));
        desk.publish(new Counter.Step());

        assertThat(counter.value()).isEqualTo(121);
    }

    @Test
    void isNotCalledOnSchedule() {
        assertThat(counter.ticks()).isZero();
    }

    @Test
    void livesAsLongAsItsSandbox(@Autowired SandboxRegistry registry) {
        List<String> life;
        try (ManagedSandbox other =
                registry.open(SandboxOptions.builder("another").build())) {
            other.session(ScopedInstances.class).add(ScopedDeclarations.of(ScopedBeansTest.class), "this test");
            try (Scope scope = other.enter()) {
                life = engine.life();
                assertThat(life).containsExactly("prepared", "started");
            }
        }

        assertThat(life)
                .containsExactly("prepared", "started", "stopped", "about to be destroyed", "destroyed")
                .isNotSameAs(engine.life());
        // Spring 7 stops and starts it when tests turn to another context and back.
        assertThat(original(engine::life)).startsWith("prepared", "started").doesNotContain("destroyed");
    }

    @Test
    void hasAThreadOfItsOwn(ManagedSandbox sandbox) throws Exception {
        CallingThread inSandbox = new CallingThread();
        CallingThread outside = new CallingThread();

        engine.submit(inSandbox).get(10, TimeUnit.SECONDS);
        original(() -> engine.submit(outside)).get(10, TimeUnit.SECONDS);

        assertThat(inSandbox.thread).isNotNull().isNotSameAs(outside.thread);
        sandbox.awaitQuiescence();
    }

    @Test
    void isNewAfterAReset(ManagedSandbox sandbox) {
        desk.add(5);
        List<String> life = engine.life();

        sandbox.reset();

        assertThat(counter.value()).isEqualTo(100);
        assertThat(life).endsWith("stopped", "about to be destroyed", "destroyed");
        assertThat(engine.life()).containsExactly("prepared", "started");
    }

    @Test
    void cannotGoBackToACheckpoint(ManagedSandbox sandbox) {
        assertThatThrownBy(sandbox::checkpoint)
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("\"scoped beans\"");
    }

    private static <T> T original(java.util.function.Supplier<T> action) {
        try (Scope scope = Scope.detached()) {
            return action.get();
        }
    }

    private static final class CallingThread implements Runnable {

        private volatile Thread thread = Thread.currentThread();

        @Override
        public void run() {
            thread = Thread.currentThread();
        }
    }
}
