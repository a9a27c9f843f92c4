package io.isolario.wiremock;

import io.isolario.core.Sandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;

/** Gives each sandbox stubs behind the one port. */
record StubResource(Switchboard switchboard) implements SandboxResource<StubSession> {

    @Override
    public String name() {
        return "stubs";
    }

    @Override
    public Class<StubSession> sessionType() {
        return StubSession.class;
    }

    @Override
    public StubSession open(Sandbox sandbox) {
        return switchboard.open(sandbox);
    }

    @Override
    public void attach(SandboxRegistry registry) {
        switchboard.attach(registry);
    }
}
