package io.isolario.http.scenario;

/** The arguments of a {@link Scenario} that takes none. */
public record NoArguments() {}
