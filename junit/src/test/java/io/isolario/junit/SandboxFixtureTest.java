package io.isolario.junit;

import static io.isolario.junit.Fixtures.allSucceed;
import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.event.Mails;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class SandboxFixtureTest {

    private static final Queue<ManagedSandbox> ARRANGED = new ConcurrentLinkedQueue<>();
    private static final Queue<ManagedSandbox> TESTS = new ConcurrentLinkedQueue<>();

    private static final Map<String, String> CONCURRENT = Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "8");

    @BeforeEach
    void forgetWhatWasSeen() {
        ARRANGED.clear();
        TESTS.clear();
    }

    private record Library(List<String> books) {}

    @Sandboxed
    static class WithBooks {

        @SandboxFixture
        static Library books(ManagedSandbox sandbox) {
            ARRANGED.add(sandbox);
            assertThat(ManagedSandbox.current()).containsSame(sandbox);
            Shelf.books().addAll(List.of("atlas", "map"));
            return new Library(List.copyOf(Shelf.books()));
        }

        private final Library ofConstructor;

        WithBooks(Library library) {
            ofConstructor = library;
        }

        @RepeatedTest(20)
        void beginsWithThemAndChangesThemForItselfOnly(Library library, ManagedSandbox sandbox) {
            TESTS.add(sandbox);
            assertThat(library).isSameAs(ofConstructor);
            assertThat(Shelf.books()).isEqualTo(library.books());
            Shelf.books().add("mine");
            Shelf.books().remove("atlas");
        }
    }

    @Test
    void runsOnceForAllTestsOfAClass() {
        EngineExecutionResults results = run(Isolation.DATABASE, WithBooks.class);

        allSucceed(results, 20);
        assertThat(ARRANGED).singleElement().satisfies(sandbox -> {
            assertThat(sandbox.owner().label()).isEqualTo("WithBooks (fixture)");
            assertThat(TESTS).hasSize(20).doesNotContain(sandbox);
        });
    }

    @Test
    void runsForEachTestWhereNothingCanKeepIt() {
        EngineExecutionResults results = run(Isolation.TRANSACTION, WithBooks.class);

        allSucceed(results, 20);
        assertThat(ARRANGED).hasSize(20).containsExactlyInAnyOrderElementsOf(TESTS);
    }

    static class Base {
        @SandboxFixture
        static void shelf() {
            Shelf.books().add("of the superclass");
        }
    }

    @Sandboxed
    static class Around extends Base {

        @SandboxFixture
        static Library around() {
            Shelf.books().add("around");
            return new Library(List.of("around"));
        }

        @Test
        void beginsWithItsOwn() {
            assertThat(Shelf.books()).containsExactly("of the superclass", "around");
        }

        @Nested
        class Within {

            @SandboxFixture
            static Integer within(Library library) {
                Shelf.books().add("within " + library.books());
                return 7;
            }

            @Test
            void beginsWithWhatIsAround(Library library, Integer seven) {
                assertThat(Shelf.books()).containsExactly("of the superclass", "around", "within [around]");
                assertThat(library.books()).containsExactly("around");
                assertThat(seven).isEqualTo(7);
            }
        }
    }

    @Test
    void nestedClassesAndSubclassesAddToIt() {
        assertThat(Runtime.version().feature()).isGreaterThanOrEqualTo(16); // static methods of inner classes
        for (Isolation isolation : Isolation.values()) {
            allSucceed(run(isolation, Around.class), 2);
        }
    }

    @Sandboxed
    static class Failing {
        @SandboxFixture
        static void fails() {
            ARRANGED.add(ManagedSandbox.current().orElseThrow());
            throw new IllegalStateException("no books today");
        }

        @Test
        void first() {}

        @Test
        void second() {}
    }

    @Test
    void failsEachTestWhenItFails() {
        EngineExecutionResults results = run(Isolation.DATABASE, Failing.class);

        assertThat(messages(results))
                .hasSize(2)
                .containsOnly("The fixture of Failing failed, and with it each of its tests: "
                        + "java.lang.IllegalStateException: no books today");
        assertThat(ARRANGED).hasSize(1);
    }

    @Sandboxed
    static class OfAnInstance {
        @SandboxFixture
        void arrange() {}

        @Test
        void test() {}
    }

    @Test
    void hasToBeStatic() {
        assertThat(messages(run(Isolation.DATABASE, OfAnInstance.class)))
                .singleElement()
                .asString()
                .endsWith(
                        "@SandboxFixture method OfAnInstance.arrange has to be static and not private: it runs once for all"
                                + " tests of the class, before there is an instance.");
    }

    @Sandboxed
    static class Assigning {
        private static String book = "";

        @SandboxFixture
        static void assign() {
            book = "atlas " + System.nanoTime();
        }

        @Test
        void test() {
            assertThat(book).startsWith("atlas");
        }
    }

    @Test
    void assignsNoStaticFieldsWhereItRunsForEachTest() {
        allSucceed(run(Isolation.DATABASE, Assigning.class), 1);
        assertThat(messages(run(Isolation.TRANSACTION, Assigning.class)))
                .containsExactly(
                        "@SandboxFixture method Assigning.assign assigns the static fields [book], but with TRANSACTION"
                                + " isolation it runs for each test, and concurrent tests would share them. Ways out: return the value,"
                                + " and take it as a parameter of the test, or @Sandboxed(isolation = DATABASE), where it runs once for"
                                + " the class.");
    }

    @Sandboxed
    static class Joining {
        @SandboxFixture
        static void waitsForOthers() {
            // On a thread of JUnit's pool, this could run tests of this very class.
            assertThat(IntStream.range(0, 1000).parallel().sum()).isEqualTo(499500);
            Shelf.books().add("atlas");
        }

        @RepeatedTest(50)
        void test() {
            assertThat(Shelf.books()).containsExactly("atlas");
        }
    }

    @Test
    void mayJoinWhileOtherTestsOfTheClassWait() {
        allSucceed(run(Isolation.DATABASE, Joining.class), 50);
    }

    @Sandboxed
    static class WantingMails {
        @SandboxFixture
        static void arrange(Mails mails) {
            TESTS.add(ManagedSandbox.current().orElseThrow());
            assertThat(mails).isNull();
        }

        @Test
        void test() {}
    }

    @Test
    void isRefusedWhatTheRegistryDoesNotHave() {
        assertThat(messages(run(Isolation.DATABASE, WantingMails.class)))
                .singleElement()
                .asString()
                .startsWith("The fixture of WantingMails failed, and with it each of its tests: ");
    }

    private static List<String> messages(EngineExecutionResults results) {
        return results.testEvents().failed().stream()
                .map(event -> event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getMessage())
                .toList();
    }

    private static EngineExecutionResults run(Isolation isolation, Class<?> type) {
        try (SandboxRegistry registry = Fixtures.aRegistry()
                .resource(Shelf.resource())
                .defaultIsolation(isolation)
                .build()) {
            return Fixtures.run(registry, CONCURRENT, type);
        }
    }
}
