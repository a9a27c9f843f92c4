package io.isolario.core;

import java.util.Optional;

/**
 * Something that every sandbox of a registry has a part of its own of: a database, mails, stubs, overrides.
 *
 * <p>For implementors. The registry opens all resources for a sandbox, or none. Implementations are thread-safe: sandboxes are
 * opened concurrently.
 *
 * @param <S> the type by which {@link ManagedSandbox#session(Class)} finds the part of one sandbox
 */
public interface SandboxResource<S extends ResourceSession> {

    /** Returns the name that stands for this resource in messages; unique in its registry. */
    String name();

    /** Returns the type by which {@link ManagedSandbox#session(Class)} finds this resource's sessions. */
    Class<S> sessionType();

    /**
     * Returns the part that {@code sandbox} has of this resource. Called once per sandbox, before anybody can enter it; takes
     * what is expensive only when it is first used.
     *
     * @throws Exception if this resource cannot be had; the sandbox is then not opened at all
     */
    S open(ManagedSandbox sandbox) throws Exception;

    /**
     * Returns the isolation of a sandbox that asks for none, as far as this resource has a say; empty when it has none. Called
     * when a sandbox is opened.
     *
     * @throws Exception if that cannot be found out; the sandbox is then not opened
     */
    default Optional<Isolation> preferredIsolation() throws Exception {
        return Optional.empty();
    }

    /** Called once, when a registry with this resource is built. */
    default void attach(SandboxRegistry registry) {}

    /**
     * Called once, when the registry with this resource is closed and all its sandboxes have ended: gives back what is kept from
     * one sandbox to the next.
     */
    default void close() throws Exception {}

    /** Returns a resource that opens its sessions by {@code opener}. */
    static <S extends ResourceSession> SandboxResource<S> named(String name, Class<S> sessionType, Opener<S> opener) {
        return new OpenerResource<>(name, sessionType, opener);
    }

    /**
     * Opens the part of one sandbox.
     *
     * @param <S> the type of that part
     */
    @FunctionalInterface
    interface Opener<S extends ResourceSession> {

        /** Returns the part of {@code sandbox}; see {@link SandboxResource#open}. */
        S open(ManagedSandbox sandbox) throws Exception;
    }
}
