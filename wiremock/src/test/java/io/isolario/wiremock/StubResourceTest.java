package io.isolario.wiremock;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import org.junit.jupiter.api.Test;

class StubResourceTest {

    @Test
    void aPortForgetsRegistriesThatAreClosed() {
        try (SandboxStubs stubs = SandboxStubs.builder().service("github").start()) {
            StubResource resource = (StubResource) stubs.resource();

            for (int i = 0; i < 3; i++) {
                aRegistry(stubs.resource()).close();
                aRegistry(resource).close();
            }

            assertThat(resource.switchboard().attachedRegistries()).isZero();
        }
    }

    @Test
    void thoseThatShareAResourceStayUntilTheLastIsClosed() {
        try (SandboxStubs stubs = SandboxStubs.builder().service("github").start()) {
            StubResource resource = (StubResource) stubs.resource();
            SandboxRegistry one = aRegistry(resource);
            SandboxRegistry other = aRegistry(resource);

            one.close();

            assertThat(resource.switchboard().attachedRegistries()).isEqualTo(2);
            try (ManagedSandbox sandbox =
                    other.open(SandboxOptions.builder("ana").build())) {
                assertThat(Stubs.of(sandbox, "github").service()).isEqualTo("github");
            }
            other.close();
            assertThat(resource.switchboard().attachedRegistries()).isZero();
        }
    }

    private static SandboxRegistry aRegistry(SandboxResource<?> resource) {
        return SandboxRegistry.builder("forum").resource(resource).build();
    }
}
