package io.isolario.springboot.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.Sandbox;
import io.isolario.junit.Sandboxed;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

@Isolated("It starts applications: two that start at once configure one logging system.")
class SpringRegistryLocatorTest {

    @Test
    void saysThatSandboxesWereSwitchedOff() {
        assertThat(failureOf(SwitchedOffFixture.class))
                .isEqualTo("@Sandboxed finds no SandboxRegistry in the application context of "
                        + SwitchedOffFixture.class.getName()
                        + ": isolario.enabled is \"false\", and its auto-configuration did not match: @ConditionalOnProperty"
                        + " (isolario.enabled) found different value in property 'isolario.enabled'. Ways out: use"
                        + " @SpringBootTest with auto-configuration and isolario.enabled=true (or unset), or define a bean of"
                        + " type SandboxRegistry in the context.");
    }

    @Test
    void saysThatTheContextHasNoAutoConfiguration() {
        assertThat(failureOf(PlainSpringFixture.class))
                .isEqualTo("@Sandboxed finds no SandboxRegistry in the application context of "
                        + PlainSpringFixture.class.getName()
                        + ": isolario.enabled is \"true\", but its auto-configuration is no part of this context (a test"
                        + " slice, an exclusion, or no @EnableAutoConfiguration). Ways out: use @SpringBootTest with"
                        + " auto-configuration and isolario.enabled=true (or unset), or define a bean of type SandboxRegistry"
                        + " in the context.");
    }

    @Test
    void isNotInChargeOfATestWithoutSpring() {
        assertThat(failureOf(WithoutSpringFixture.class))
                .startsWith(
                        "@Sandboxed found no application for \"WithoutSpringFixture > asksForASandbox(Sandbox)\": none of"
                                + " the locators [io.isolario.springboot.test.SpringRegistryLocator] is in charge of ");
    }

    @Test
    void switchesSandboxesOnForAMethod() {
        run(SandboxedMethodFixture.class).assertStatistics(statistics -> statistics.succeeded(1));
    }

    /** Contexts that start at once would configure the same logging system; Spring's cache of contexts does not let them. */
    @Test
    void oneContextStartsAtATime() {
        EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .selectors(
                        selectClass(FirstOfThreeFixture.class),
                        selectClass(SecondOfThreeFixture.class),
                        selectClass(ThirdOfThreeFixture.class))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(3));

        assertThat(Starting.HIGHEST_AT_ONCE).hasValue(1);
    }

    private static String failureOf(Class<?> fixture) {
        return run(fixture).failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getMessage())
                .findFirst()
                .orElseThrow();
    }

    private static Events run(Class<?> fixture) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(fixture))
                .execute()
                .testEvents();
    }

    @SpringBootTest(
            classes = EmptyApplication.class,
            webEnvironment = WebEnvironment.NONE,
            properties = {"isolario.enabled=false", "isolario.postgres=never"})
    @Sandboxed
    static class SwitchedOffFixture {

        @Test
        void asksForASandbox(Sandbox sandbox) {}
    }

    @SpringJUnitConfig
    @Sandboxed
    static class PlainSpringFixture {

        @Test
        void asksForASandbox(Sandbox sandbox) {}

        @Configuration
        static class Empty {}
    }

    @Sandboxed
    static class WithoutSpringFixture {

        @Test
        void asksForASandbox(Sandbox sandbox) {}
    }

    @SpringBootTest(
            classes = EmptyApplication.class,
            webEnvironment = WebEnvironment.NONE,
            properties = "spring.datasource.url=jdbc:h2:mem:method")
    static class SandboxedMethodFixture {

        @Test
        @Sandboxed
        void hasASandbox(ManagedSandbox sandbox) {
            assertThat(ManagedSandbox.current()).contains(sandbox);
        }
    }

    @SpringBootTest(
            classes = EmptyApplication.class,
            webEnvironment = WebEnvironment.NONE,
            properties = "spring.datasource.url=jdbc:h2:mem:first")
    @ContextConfiguration(initializers = Starting.class)
    @Sandboxed
    static class FirstOfThreeFixture {

        @Test
        void starts(ManagedSandbox sandbox) {}
    }

    @SpringBootTest(
            classes = EmptyApplication.class,
            webEnvironment = WebEnvironment.NONE,
            properties = "spring.datasource.url=jdbc:h2:mem:second")
    @ContextConfiguration(initializers = Starting.class)
    @Sandboxed
    static class SecondOfThreeFixture {

        @Test
        void starts(ManagedSandbox sandbox) {}
    }

    @SpringBootTest(
            classes = EmptyApplication.class,
            webEnvironment = WebEnvironment.NONE,
            properties = "spring.datasource.url=jdbc:h2:mem:third")
    @ContextConfiguration(initializers = Starting.class)
    @Sandboxed
    static class ThirdOfThreeFixture {

        @Test
        void starts(ManagedSandbox sandbox) {}
    }

    /** Lets a context that starts wait a little for another one to start beside it. */
    static final class Starting implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        static final AtomicInteger HIGHEST_AT_ONCE = new AtomicInteger();
        private static final AtomicInteger AT_ONCE = new AtomicInteger();
        private static final Semaphore OTHERS = new Semaphore(0);

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            HIGHEST_AT_ONCE.accumulateAndGet(AT_ONCE.incrementAndGet(), Math::max);
            OTHERS.release();
            try {
                if (OTHERS.tryAcquire(2, 300, TimeUnit.MILLISECONDS)) {
                    OTHERS.release(2);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                OTHERS.acquireUninterruptibly();
                AT_ONCE.decrementAndGet();
            }
        }
    }

    @Configuration
    @EnableAutoConfiguration
    static class EmptyApplication {}
}
