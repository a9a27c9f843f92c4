package io.isolario.springboot.scoped;

import java.util.Set;

/**
 * The types of which any test class declares a bean to be scoped; a bean of each application context of theirs.
 *
 * @param types what {@link SandboxScoped} names, for tests of this context and of others
 */
public record ScopedCandidates(Set<Class<?>> types) {

    public static final String NAME = "isolarioScopedCandidates";
}
