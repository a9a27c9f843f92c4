package io.isolario.junit;

import com.google.errorprone.annotations.CheckReturnValue;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives each test a sandbox of resources, or of a registry, that the test class names itself.
 *
 * <pre>{@code
 * @Sandboxed                                            // optional: runs the tests concurrently, and sets attributes
 * class OrderTest {
 *
 *     @RegisterExtension
 *     static final SandboxExtension SANDBOX = SandboxExtension.with(DATA_SOURCE);
 * }
 * }</pre>
 *
 * <p>Registered by a static field; several classes may share one extension, by a base class for example. Otherwise it does what
 * {@link Sandboxed} does. Thread-safe.
 */
public final class SandboxExtension extends SandboxLifecycle {

    private static final String REGISTRY_OF_CLASS = "registry of the class";

    private final Function<ExtensionContext, RegistryHolder> opener;

    private SandboxExtension(Function<ExtensionContext, RegistryHolder> opener) {
        this.opener = opener;
    }

    /**
     * Returns an extension with a registry of its own for these resources. It is built before the first test and closed after the
     * last test of the whole run.
     */
    @CheckReturnValue
    public static SandboxExtension with(SandboxResource<?>... resources) {
        List<SandboxResource<?>> all = List.of(resources);
        return new SandboxExtension(context -> new OwnRegistry(build(context, all)));
    }

    /** Returns an extension that opens sandboxes of this registry; whoever built the registry closes it. */
    @CheckReturnValue
    public static SandboxExtension of(SandboxRegistry registry) {
        return new SandboxExtension(context -> new ForeignRegistry(registry));
    }

    private static SandboxRegistry build(ExtensionContext context, List<SandboxResource<?>> resources) {
        SandboxRegistry.Builder builder =
                SandboxRegistry.builder(context.getRequiredTestClass().getSimpleName());
        resources.forEach(builder::resource);
        return builder.build();
    }

    /**
     * Called by JUnit before the tests of a class.
     *
     * @param context the context of the class
     */
    @Override
    public void beforeAll(ExtensionContext context) {
        super.beforeAll(context);
        // In the root, since a class that shares this extension may end while others still use the registry.
        RegistryHolder holder = ofTheRun(context, this, RegistryHolder.class, self -> opener.apply(context));
        // Wrapped, since a store closes what it can close, and the class ends before the registry does.
        context.getStore(NAMESPACE).put(REGISTRY_OF_CLASS, new ForeignRegistry(holder.registry()));
    }

    static @Nullable SandboxRegistry registryOfClass(ExtensionContext context) {
        RegistryHolder holder = context.getStore(NAMESPACE).get(REGISTRY_OF_CLASS, RegistryHolder.class);
        return holder == null ? null : holder.registry();
    }

    @Override
    SandboxRegistry registryFor(ExtensionContext test) {
        RegistryHolder holder = test.getRoot().getStore(NAMESPACE).get(this, RegistryHolder.class);
        if (holder == null) {
            throw new ExtensionConfigurationException("The SandboxExtension of \"" + OwnerLabel.of(test)
                    + "\" is registered by an instance field, so each"
                    + " test would have a registry of its own. Make the field static:"
                    + " @RegisterExtension static final SandboxExtension SANDBOX = ...");
        }
        return holder.registry();
    }
}
