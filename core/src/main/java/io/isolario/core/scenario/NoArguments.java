package io.isolario.core.scenario;

/** The arguments of a {@link Scenario} that takes none. */
public record NoArguments() {}
