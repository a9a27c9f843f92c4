package io.isolario.junit;

import static io.isolario.junit.Fixtures.allSucceed;
import static io.isolario.junit.Fixtures.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.Sandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import io.isolario.core.SandboxState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxedTest {

    private static final Queue<ManagedSandbox> SEEN = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void forgetWhatWasSeen() {
        SEEN.clear();
    }

    private static ManagedSandbox current() {
        return ManagedSandbox.current().orElseThrow();
    }

    private static List<String> ownersSeen() {
        // JUnit 6 puts blanks around the equals sign.
        return SEEN.stream()
                .map(sandbox -> sandbox.owner().label().replace(" = ", "="))
                .sorted()
                .toList();
    }

    /** Stands for extensions such as Spring's, which do their part of a test in callbacks. */
    static final class OtherExtension implements TestInstancePostProcessor, BeforeEachCallback, AfterEachCallback {

        private static final Queue<ManagedSandbox> SANDBOXES = new ConcurrentLinkedQueue<>();

        @Override
        public void postProcessTestInstance(Object testInstance, ExtensionContext context) {
            ManagedSandbox.current().ifPresent(SANDBOXES::add);
        }

        @Override
        public void beforeEach(ExtensionContext context) {
            SANDBOXES.add(current());
        }

        @Override
        public void afterEach(ExtensionContext context) {
            SANDBOXES.add(current());
        }
    }

    @ExtendWith(OtherExtension.class)
    @Sandboxed
    static class WholeLife {

        private final ManagedSandbox ofConstructor;

        WholeLife(ManagedSandbox sandbox) {
            assertThat(current()).isSameAs(sandbox);
            ofConstructor = sandbox;
        }

        @BeforeEach
        void before(ManagedSandbox sandbox) {
            assertThat(sandbox).isSameAs(ofConstructor).isSameAs(current());
        }

        @Test
        void first(ManagedSandbox sandbox) {
            assertThat(sandbox).isSameAs(ofConstructor).isSameAs(current());
            SEEN.add(sandbox);
        }

        @Test
        void second() {
            SEEN.add(current());
        }

        @AfterEach
        void after(ManagedSandbox sandbox) {
            assertThat(sandbox).isSameAs(ofConstructor).isSameAs(current());
            assertThat(sandbox.state()).isEqualTo(SandboxState.OPEN);
        }
    }

    @Test
    void givesATestItsSandboxFromItsConstructorToItsLastCallbackWhateverTheOrderOfExtensions() {
        OtherExtension.SANDBOXES.clear();

        allSucceed(run(WholeLife.class), 2);

        assertThat(SEEN).doesNotHaveDuplicates().hasSize(2);
        assertThat(OtherExtension.SANDBOXES).hasSize(6).hasSameElementsAs(SEEN);
        assertThat(SEEN).extracting(ManagedSandbox::state).containsOnly(SandboxState.ENDED);
    }

    @Sandboxed
    static class Shapes {

        @RepeatedTest(2)
        void repeats() {
            SEEN.add(current());
        }

        @ParameterizedTest
        @ValueSource(ints = {7, 8})
        void takes(int number) {
            SEEN.add(current());
        }

        @TestFactory
        Stream<DynamicTest> makes(Sandbox sandbox) {
            SEEN.add(ManagedSandbox.of(sandbox));
            return Stream.of("one", "two")
                    .map(name -> dynamicTest(name, () -> assertThat(current()).isSameAs(sandbox)));
        }

        @Nested
        class Inner {

            @Test
            void nests() {
                SEEN.add(current());
            }
        }
    }

    @Test
    void givesASandboxToEveryShapeOfTestAndNamesItAfterTheTest() {
        allSucceed(run(Shapes.class), 7);

        assertThat(ownersSeen())
                .containsExactly(
                        "Shapes > Inner > nests()",
                        "Shapes > makes(Sandbox)",
                        "Shapes > repeats() > repetition 1 of 2",
                        "Shapes > repeats() > repetition 2 of 2",
                        "Shapes > takes(int) > [1] number=7",
                        "Shapes > takes(int) > [2] number=8");
    }

    @Test
    void opensOneSandboxForANestedTest() {
        List<ManagedSandbox> opened = new ArrayList<>();
        try (SandboxRegistry registry = Fixtures.aRegistry()
                .resource(SandboxResource.named("count", Fixtures.Disapproval.class, sandbox -> {
                    opened.add(sandbox);
                    return new Fixtures.Disapproval();
                }))
                .build()) {
            run(registry, Map.of(), Shapes.Inner.class);
        }

        assertThat(opened).hasSize(1);
    }

    static class OnMethodOnly {

        @Test
        @Sandboxed
        void sandboxed(ManagedSandbox sandbox) {
            assertThat(current()).isSameAs(sandbox);
        }

        @Test
        void plain() {
            assertThat(ManagedSandbox.current()).isEmpty();
        }
    }

    @Test
    void givesASandboxToAMethodThatIsAnnotatedItself() {
        allSucceed(run(OnMethodOnly.class), 2);
    }

    @Sandboxed
    static class UsesJUnit {

        @Test
        void writes(@TempDir Path directory) throws Exception {
            assertThat(Files.writeString(directory.resolve("a"), "b")).exists();
            assertThat(ManagedSandbox.current()).isPresent();
        }
    }

    @Test
    void worksBesidesFeaturesOfJUnitThatKnowNothingOfIt() {
        allSucceed(run(UsesJUnit.class), 1);
    }
}
