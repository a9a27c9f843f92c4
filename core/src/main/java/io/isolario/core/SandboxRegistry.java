package io.isolario.core;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Opens and finds the sandboxes of one application under test, and decides on unowned work.
 *
 * <p>An application has one registry; several applications in one JVM have one each, and a sandbox of one means nothing to the
 * other. Thread-safe.
 */
public interface SandboxRegistry extends AutoCloseable {

    /** Returns the resources of a type that the registries of this JVM have; for resources, not for tests. */
    static <R extends SandboxResource<?>> List<R> resourcesInUse(Class<R> type) {
        return ContextSlot.registries().stream()
                .flatMap(registry -> registry.resources().stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Returns a builder for a registry that is called {@code name} in messages. */
    static Builder builder(String name) {
        return new Builder(name);
    }

    /**
     * Returns the open sandbox with this id, whichever registry of this JVM opened it. For servers that belong to no registry; an
     * application asks {@link #find its own}.
     *
     * @throws SandboxEndedException if it has ended
     * @throws UnknownSandboxException if it is not known here
     */
    static ManagedSandbox findAnywhere(SandboxId id) {
        DefaultSandboxRegistry registry = ContextSlot.registryOf(id);
        if (registry == null) {
            throw new UnknownSandboxException(
                    "No sandbox " + id + " in this JVM: it was never opened here, or the application "
                            + "was restarted since. Open a sandbox first (SandboxRegistry.open).");
        }
        return registry.find(id);
    }

    /** Returns the name of the application, for messages. */
    String name();

    /**
     * Opens a sandbox with all resources, or none. The calling thread is not bound to it; see {@link Sandbox#enter()}.
     *
     * @throws SandboxOpeningException if a resource cannot be had; those opened before it have been released
     * @throws CapacityExceededException if what the options reserve did not become free in time
     * @throws SharingException if another sandbox is shared at the moment
     * @throws RefusalException if the isolation asked for cannot be had
     * @throws IllegalStateException if this registry was closed
     */
    ManagedSandbox open(SandboxOptions options);

    /**
     * Returns the open sandbox with this id.
     *
     * @throws SandboxEndedException if it has ended
     * @throws ForeignSandboxException if another registry of this JVM opened it
     * @throws UnknownSandboxException if it is not known here
     */
    ManagedSandbox find(SandboxId id);

    /**
     * Returns the sandbox that the calling thread has, by scope, allowance or sharing. Empty for unowned work.
     *
     * @throws ForeignSandboxException if the thread has a sandbox of another registry
     * @throws AllowanceException if allowances of two sandboxes match the thread
     */
    Optional<ManagedSandbox> current();

    /** Returns the sandboxes that have not ended, the oldest first. */
    List<ManagedSandbox> openSandboxes();

    /** Returns what happens to unowned work at the moment. */
    UnownedAccess mode();

    /** Returns the highest number of sandboxes that were open at once. */
    int highestNumberAtOnce();

    /**
     * Runs an action on the baseline, with real commits, outside every sandbox: late seeds, say.
     *
     * @throws RefusalException if a sandbox is open: it would see the baseline change
     * @throws Exception what {@code action} throws
     */
    @CanIgnoreReturnValue
    <T> T runOnBaseline(Callable<T> action) throws Exception;

    /**
     * Returns the one object of a type that the resources of this registry share, made on the first call. For implementors of
     * resources; {@code creator} must not ask in turn.
     */
    <T> T shared(Class<T> type, Supplier<? extends T> creator);

    /**
     * Tells every open sandbox, by its journal, what the calling thread did or was refused without a sandbox: whose work it is cannot be
     * told, but the tests that are running may miss it. Each sandbox keeps the first hundred of these notes.
     */
    void noteUnowned(String text);

    /** Explains, for a message, that the calling thread has no sandbox: the state of this registry, and the legal ways out. */
    String explainUnowned();

    /** Ends all sandboxes and takes no more; does nothing when it was closed before. Their reports are logged. */
    @Override
    void close();

    /** Collects what a registry is made of. Confined to one thread. */
    final class Builder {

        private final String name;
        private final List<SandboxResource<?>> resources = new ArrayList<>();
        private UnownedWork unownedWork = UnownedWork.FAIL;
        private Optional<Isolation> defaultIsolation = Optional.empty();

        private Builder(String name) {
            this.name = name;
        }

        /**
         * Adds a resource; resources are opened in the order in which they are added.
         *
         * @throws IllegalArgumentException if a resource of the same name was added before
         */
        public Builder resource(SandboxResource<?> resource) {
            if (resources.stream().anyMatch(other -> other.name().equals(resource.name()))) {
                throw new IllegalArgumentException("Registry \"" + name + "\" has a resource called \""
                        + resource.name() + "\" already. Give each resource a name of its own.");
            }
            resources.add(resource);
            return this;
        }

        /** Sets what unowned work may do from the first sandbox on; {@link UnownedWork#FAIL} when not called. */
        public Builder unownedWork(UnownedWork value) {
            unownedWork = value;
            return this;
        }

        /**
         * Sets the isolation of sandboxes that ask for none. When not called, the resources decide: {@code DATABASE} if all that
         * have a say can do it, else {@code TRANSACTION}.
         */
        public Builder defaultIsolation(Isolation value) {
            defaultIsolation = Optional.of(value);
            return this;
        }

        /**
         * Returns the registry, with every resource attached to it; installs each {@link ContextPropagator} first. Resources that a
         * {@link java.util.ServiceLoader} finds come last, unless one of their name was added.
         */
        public SandboxRegistry build() {
            ServiceLoader.load(ContextPropagator.class, ContextPropagator.class.getClassLoader())
                    .forEach(ContextPropagator::install);
            addThoseOfTheClassPath();
            DefaultSandboxRegistry registry =
                    new DefaultSandboxRegistry(name, List.copyOf(resources), unownedWork, defaultIsolation);
            registry.register();
            return registry;
        }

        private void addThoseOfTheClassPath() {
            for (SandboxResource<?> found :
                    ServiceLoader.load(SandboxResource.class, SandboxResource.class.getClassLoader())) {
                if (resources.stream().noneMatch(other -> other.name().equals(found.name()))) {
                    resources.add(found);
                }
            }
        }
    }
}
