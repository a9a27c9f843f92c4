package io.isolario.springboot.config;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertySource;

/**
 * The first property source of an application: what the caller's sandbox has configured. For all others it is empty.
 *
 * <p>It does not list its properties: whoever caches such a list would cache that of one sandbox for all.
 */
final class SandboxPropertySource extends PropertySource<Object> {

    static final String NAME = "isolario sandbox configuration";

    // Set when the registry is built: before that there is no sandbox.
    private volatile @Nullable SandboxRegistry registry;

    SandboxPropertySource() {
        super(NAME);
    }

    @Override
    public @Nullable Object getProperty(String name) {
        SandboxRegistry application = registry;
        if (application == null) {
            return null;
        }
        // The sandbox of another application has no say here, and asking for a property is no misuse.
        boolean foreign = ManagedSandbox.current()
                .filter(sandbox -> sandbox.registry() != application)
                .isPresent();
        return foreign
                ? null
                : application
                        .current()
                        .flatMap(sandbox -> sandbox.findSession(SandboxConfiguration.class))
                        .map(configuration -> configuration.value(name))
                        .orElse(null);
    }

    SandboxResource<SandboxConfiguration> resource(CopiedProperties copied) {
        return new SandboxResource<>() {

            @Override
            public String name() {
                return "configuration";
            }

            @Override
            public Class<SandboxConfiguration> sessionType() {
                return SandboxConfiguration.class;
            }

            @Override
            public void attach(SandboxRegistry application) {
                registry = application;
            }

            @Override
            public SandboxConfiguration open(ManagedSandbox sandbox) {
                return new SandboxConfiguration(sandbox, copied);
            }
        };
    }
}
