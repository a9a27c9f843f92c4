package io.isolario.junit;

import static io.isolario.junit.Fixtures.allSucceed;
import static io.isolario.junit.Fixtures.onlyFailure;
import static io.isolario.junit.Fixtures.runWithoutLocator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.ResourceSession;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SandboxExtensionTest {

    private static final Queue<ManagedSandbox> OPENED = new ConcurrentLinkedQueue<>();

    private static final class Part implements ResourceSession {}

    @BeforeEach
    void forgetWhatWasOpened() {
        OPENED.clear();
    }

    private static SandboxResource<Part> aResource() {
        return SandboxResource.named("part", Part.class, sandbox -> {
            OPENED.add(sandbox);
            return new Part();
        });
    }

    static class WithResources {

        @RegisterExtension
        static final SandboxExtension SANDBOX = SandboxExtension.with(aResource());

        @Test
        void hasASandboxOfThem(ManagedSandbox sandbox) {
            assertThat(sandbox.session(Part.class)).isNotNull();
            assertThat(sandbox.registry().name()).isEqualTo("WithResources");
            assertThat(ManagedSandbox.current()).contains(sandbox);
        }

        @Nested
        class Inner {

            @Test
            void hasOneToo(ManagedSandbox sandbox) {
                assertThat(sandbox.session(Part.class)).isNotNull();
            }
        }
    }

    @Test
    void opensASandboxOfItsResourcesForEachTestAndClosesItsRegistry() {
        allSucceed(runWithoutLocator(WithResources.class), 2);

        assertThat(OPENED).hasSize(2);
        SandboxRegistry registry = OPENED.element().registry();
        assertThatThrownBy(() -> registry.open(SandboxOptions.builder("late").build()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Sandboxed
    static class WithBoth {

        @RegisterExtension
        static final SandboxExtension SANDBOX = SandboxExtension.with(aResource());

        @Test
        void hasOneSandbox(ManagedSandbox sandbox) {
            assertThat(sandbox.session(Part.class)).isNotNull();
        }
    }

    abstract static class Base {

        @RegisterExtension
        static final SandboxExtension SANDBOX = SandboxExtension.with(aResource());

        @Test
        void runs() {}
    }

    static class First extends Base {}

    static class Second extends Base {}

    @Test
    void sharesItsRegistryAmongTheClassesThatShareIt() {
        allSucceed(runWithoutLocator(First.class, Second.class), 2);

        assertThat(OPENED).extracting(ManagedSandbox::registry).hasSize(2);
        assertThat(OPENED.stream().map(ManagedSandbox::registry).distinct()).hasSize(1);
    }

    static class WithRegistry {

        static final SandboxRegistry REGISTRY = SandboxRegistry.builder("shop").build();

        @RegisterExtension
        static final SandboxExtension SANDBOX = SandboxExtension.of(REGISTRY);

        @Test
        void hasASandboxOfIt(ManagedSandbox sandbox) {
            assertThat(sandbox.registry()).isSameAs(REGISTRY);
        }
    }

    @Test
    void leavesARegistryThatItWasGivenOpen() {
        allSucceed(runWithoutLocator(WithRegistry.class), 1);

        try (SandboxRegistry registry = WithRegistry.REGISTRY;
                ManagedSandbox sandbox =
                        registry.open(SandboxOptions.builder("still open").build())) {
            assertThat(registry.openSandboxes()).containsExactly(sandbox);
        }
    }

    static class OnInstance {

        @RegisterExtension
        final SandboxExtension sandbox = SandboxExtension.with(aResource());

        @Test
        void runs() {}
    }

    @Test
    void refusesAnInstanceField() {
        assertThat(onlyFailure(runWithoutLocator(OnInstance.class)))
                .hasMessage(
                        "The SandboxExtension of \"OnInstance > runs()\" is registered by an instance field, so each"
                                + " test would have a registry of its own. Make the field static:"
                                + " @RegisterExtension static final SandboxExtension SANDBOX = ...");
    }

    @Test
    void opensOneSandboxBesidesTheAnnotation() {
        allSucceed(runWithoutLocator(WithBoth.class), 1);

        assertThat(OPENED).hasSize(1);
    }
}
