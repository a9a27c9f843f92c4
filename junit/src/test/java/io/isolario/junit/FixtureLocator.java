package io.isolario.junit;

import io.isolario.core.Sandbox;
import io.isolario.core.SandboxRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Stands for the integration of a framework: finds the registry that {@link Fixtures} runs a fixture with. */
public final class FixtureLocator implements RegistryLocator {

    static final String PARAMETER = "fixture.registry";
    static final Map<String, SandboxRegistry> REGISTRIES = new ConcurrentHashMap<>();

    public FixtureLocator() {}

    @Override
    public Optional<SandboxRegistry> locate(ExtensionContext context) {
        Sandbox.current().ifPresent(sandbox -> {
            throw new IllegalStateException("An application would be started in sandbox " + sandbox);
        });
        return context.getConfigurationParameter(PARAMETER).map(REGISTRIES::get);
    }
}
