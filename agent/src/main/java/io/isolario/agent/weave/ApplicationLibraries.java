package io.isolario.agent.weave;

import java.util.List;

/** The libraries of applications. */
final class ApplicationLibraries {

    private ApplicationLibraries() {}

    static List<Library> all() {
        return List.of();
    }
}
