package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one sandbox did to its data is what another one begins with. */
class FixtureTest {

    /** Data that is handed on by copying it. */
    private static final class Shelf implements ResourceSession {

        private final List<String> books = new ArrayList<>();

        @Override
        public void reset() {
            books.clear();
        }

        @Override
        public Optional<SessionFixture> fixture() {
            List<String> handedOn = List.copyOf(books);
            return Optional.of(session -> ((Shelf) session).books.addAll(handedOn));
        }
    }

    private static final class Untold implements ResourceSession {
        @Override
        public Optional<SessionFixture> fixture() {
            return Optional.empty();
        }
    }

    private static final class Spoiled implements ResourceSession {
        @Override
        public Optional<SessionFixture> fixture() throws Exception {
            throw new java.io.IOException("no answer");
        }
    }

    private static SandboxResource<Shelf> shelves() {
        return SandboxResource.named("shelf", Shelf.class, sandbox -> new Shelf());
    }

    @Test
    void fixtureIsThereFromTheBeginningAndAfterAReset() {
        try (SandboxRegistry registry =
                SandboxRegistry.builder("library").resource(shelves()).build()) {
            Fixture fixture = arrange(registry);

            try (ManagedSandbox sandbox = registry.open(
                    SandboxOptions.builder("reads").fixture(fixture).build())) {
                List<String> books = sandbox.session(Shelf.class).books;
                assertThat(books).containsExactly("atlas");
                books.add("mine");
                sandbox.reset();
                assertThat(books).containsExactly("atlas");
            }
        }
    }

    @Test
    void fixtureOfAnotherRegistryIsRefused() {
        try (SandboxRegistry library =
                        SandboxRegistry.builder("library").resource(shelves()).build();
                SandboxRegistry shop =
                        SandboxRegistry.builder("shop").resource(shelves()).build()) {
            Fixture fixture = arrange(library);
            SandboxOptions options =
                    SandboxOptions.builder("buys").fixture(fixture).build();

            assertThatThrownBy(() -> shop.open(options))
                    .isInstanceOf(RefusalException.class)
                    .hasMessage(
                            "A sandbox for \"buys\" cannot begin with " + fixture
                                    + ": it was arranged in application \"library\", and \"shop\" has data of its own. Arrange it there too.");
            assertThat(shop.openSandboxes()).isEmpty();
        }
    }

    @Test
    void fixtureIsArrangedInASandboxOpenedForIt() {
        try (SandboxRegistry registry =
                        SandboxRegistry.builder("library").resource(shelves()).build();
                ManagedSandbox sandbox =
                        registry.open(SandboxOptions.builder("reads").build())) {
            assertThatThrownBy(sandbox::fixture)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "Sandbox " + sandbox
                                    + " was not opened to arrange data for others. Open it with SandboxOptions.builder(..).arranging().");
        }
    }

    @Test
    void thereIsNoFixtureWhenAResourceCannotPassOnItsData() {
        try (SandboxRegistry registry = SandboxRegistry.builder("library")
                        .resource(shelves())
                        .resource(SandboxResource.named("untold", Untold.class, sandbox -> new Untold()))
                        .build();
                ManagedSandbox sandbox = registry.open(
                        SandboxOptions.builder("arranges").arranging().build())) {
            assertThat(sandbox.fixture()).isEmpty();
        }
    }

    @Test
    void failedFixtureNamesTheResource() {
        try (SandboxRegistry registry = SandboxRegistry.builder("library")
                        .resource(SandboxResource.named("mould", Spoiled.class, sandbox -> new Spoiled()))
                        .build();
                ManagedSandbox sandbox = registry.open(
                        SandboxOptions.builder("arranges").arranging().build())) {
            assertThatThrownBy(sandbox::fixture)
                    .hasMessage("What sandbox " + sandbox
                            + " did could not be handed on: resource \"mould\" failed: java.io.IOException: no answer");
        }
    }

    @Test
    void registryClosesItsResourcesAfterItsSandboxes() {
        List<String> calls = new ArrayList<>();
        SandboxRegistry registry = SandboxRegistry.builder("library")
                .resource(new ClosingResource("first", calls))
                .resource(new ClosingResource("second", calls))
                .build();
        ManagedSandbox left = registry.open(SandboxOptions.builder("left open").build());

        registry.close();
        registry.close();

        assertThat(left.state()).isEqualTo(SandboxState.ENDED);
        assertThat(calls).containsExactly("second released", "first released", "second closed", "first closed");
    }

    private record ClosingResource(String name, List<String> calls) implements SandboxResource<ResourceSession> {
        @Override
        public Class<ResourceSession> sessionType() {
            return ResourceSession.class;
        }

        @Override
        public ResourceSession open(ManagedSandbox sandbox) {
            return new ResourceSession() {
                @Override
                public void release() {
                    calls.add(name + " released");
                }
            };
        }

        @Override
        public void close() {
            calls.add(name + " closed");
            throw new IllegalStateException("logged, and no reason to stop");
        }
    }

    private static Fixture arrange(SandboxRegistry registry) {
        try (ManagedSandbox sandbox =
                registry.open(SandboxOptions.builder("arranges").arranging().build())) {
            sandbox.session(Shelf.class).books.add("atlas");
            return sandbox.fixture().orElseThrow();
        }
    }
}
