package io.isolario.springboot;

import java.util.Set;

/**
 * The types of which any test class declares a bean to be scoped; a bean of each application context of theirs.
 *
 * @param types what {@link SandboxScoped} names, for tests of this context and of others
 */
record ScopedCandidates(Set<Class<?>> types) {

    static final String NAME = "isolarioScopedCandidates";
}
