package io.isolario.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.springboot.counters.Broken;
import io.isolario.springboot.counters.Counter;
import io.isolario.springboot.counters.CountersApplication;
import io.isolario.springboot.counters.CountersApplication.HalfSealed;
import io.isolario.springboot.counters.CountersApplication.Sealed;
import io.isolario.springboot.counters.Desk;
import io.isolario.springboot.counters.Engine;
import io.isolario.springboot.scoped.SandboxScoped;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;

@Isolated("It starts applications: two that start at once configure one logging system.")
class ScopedDeclarationTest {

    @Test
    void classesThatDeclareDifferentBeansShareAContext() {
        run(UndeclaredFixture.class);
        int before = CountersApplication.STARTS.get();

        Events events = run(UndeclaredFixture.class, CounterFixture.class, EngineFixture.class);

        events.assertStatistics(statistics -> statistics.succeeded(4));
        assertThat(CountersApplication.STARTS).hasValue(before);
    }

    @Test
    void onAConfigurationItGoesForAllSandboxesOfTheContext() {
        run(ConfiguredFixture.class).assertStatistics(statistics -> statistics.succeeded(2));
    }

    @Test
    void refusesAFinalClass() {
        assertThat(failureOf(FinalClassFixture.class))
                .matches("Sandbox \"FinalClassFixture > runs\\(\\)\" \\([0-9a-f]+…?\\) has no instance of its own of "
                        + "\\S+Sealed, which @SandboxScoped on \\S+FinalClassFixture asks for: bean \"sealed\" cannot have"
                        + " one: its class is final, so nothing can stand in for it. Make the class extensible \\(in Kotlin:"
                        + " open\\), declare a bean of another class that uses it, or give the test what it keeps by other"
                        + " means\\.");
    }

    @Test
    void refusesAFinalMethod() {
        assertThat(failureOf(FinalMethodFixture.class))
                .contains(
                        "bean \"halfSealed\" cannot have one: its methods [value] are final, and would bypass whatever"
                                + " stands in for it. Make them extensible, or declare a bean of another class that uses it.");
    }

    @Test
    void refusesADataSource() {
        assertThat(failureOf(DataSourceFixture.class))
                .endsWith(
                        "cannot have one: each sandbox has a database of its own already. Leave the declaration out.");
    }

    @Test
    void refusesWhatIsNoBean() {
        assertThat(failureOf(NoBeanFixture.class))
                .endsWith("asks for: the application context has no bean of this type. Name the type of a bean.");
    }

    @Test
    void failsTheTestWhoseInstanceCannotBeMade() {
        assertThat(throwableOf(BrokenFixture.class)).hasRootCauseMessage("There is one already.");
    }

    private static String failureOf(Class<?> fixture) {
        return String.valueOf(throwableOf(fixture).getMessage());
    }

    private static Throwable throwableOf(Class<?> fixture) {
        return run(fixture)
                .failed()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .findFirst()
                .orElseThrow();
    }

    private static Events run(Class<?>... fixtures) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(
                        Stream.of(fixtures).map(DiscoverySelectors::selectClass).toArray(DiscoverySelector[]::new))
                .execute()
                .testEvents();
    }

    @CountersTest
    static class UndeclaredFixture {

        @Test
        void usesTheOriginal(@Autowired Desk desk, @Autowired Counter counter) {
            int before = counter.value();

            assertThat(desk.add(1)).isEqualTo(before + 1);
        }
    }

    @CountersTest
    @SandboxScoped(Counter.class)
    static class CounterFixture {

        @Test
        void hasACounterOfItsOwn(@Autowired Desk desk, @Autowired Engine engine) {
            assertThat(desk.add(1)).isEqualTo(1);
        }

        @Test
        void hasAnotherCounterInTheNextTest(@Autowired Desk desk) {
            assertThat(desk.add(1)).isEqualTo(1);
        }
    }

    @CountersTest
    @SandboxScoped(Engine.class)
    static class EngineFixture {

        @Test
        void hasAnEngineOfItsOwn(@Autowired Engine engine) {
            engine.life().add("seen");

            assertThat(engine.life()).containsExactly("prepared", "started", "seen");
        }
    }

    @CountersTest
    @Import(ConfiguredFixture.Scoped.class)
    static class ConfiguredFixture {

        @TestConfiguration
        @SandboxScoped(Counter.class)
        static class Scoped {}

        @Test
        void hasACounterOfItsOwn(@Autowired Desk desk) {
            assertThat(desk.add(1)).isEqualTo(1);
        }

        @Test
        void hasAnotherCounterInTheNextTest(@Autowired Desk desk) {
            assertThat(desk.add(1)).isEqualTo(1);
        }
    }

    @CountersTest
    @SandboxScoped(Sealed.class)
    static class FinalClassFixture {

        @Test
        void runs() {}
    }

    @CountersTest
    @SandboxScoped(HalfSealed.class)
    static class FinalMethodFixture {

        @Test
        void runs() {}
    }

    @CountersTest
    @SandboxScoped(DataSource.class)
    static class DataSourceFixture {

        @Test
        void runs() {}
    }

    @CountersTest
    @SandboxScoped(StringBuilder.class)
    static class NoBeanFixture {

        @Test
        void runs() {}
    }

    @CountersTest
    @SandboxScoped(Broken.class)
    static class BrokenFixture {

        @Test
        void runs() {}
    }
}
