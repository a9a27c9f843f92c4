package io.isolario.junit;

import io.isolario.core.SandboxRegistry;

/** A registry that somebody else closes. */
record ForeignRegistry(SandboxRegistry registry) implements RegistryHolder {}
