package io.isolario.wiremock;

import io.isolario.core.RefusalException;
import java.net.URI;
import java.util.Optional;

/**
 * An external service that the application calls.
 *
 * @param name the first part of the path of its base URL
 * @param baseUrl where the application reaches it, without a slash at its end
 * @param url where the real one is; empty if that is not known
 * @param alwaysReal whether all sandboxes use the real one
 * @param record whether recordings are made
 */
record Service(String name, String baseUrl, Optional<URI> url, boolean alwaysReal, boolean record) {

    /** Returns the same service for a sandbox that uses the real one. */
    Service whichIsReal(boolean recorded) {
        requireUrl("pass requests on to it");
        return new Service(name, baseUrl, url, true, record || recorded);
    }

    URI requireUrl(String action) {
        return url.orElseThrow(
                () -> new RefusalException("The real \"" + name + "\" is not known, so nobody can " + action
                        + ". Give its URL with SandboxStubs.builder().service(\"" + name
                        + "\", url), or set the property isolario.stubs."
                        + name + ".url."));
    }
}
