package io.isolario.http;

import io.isolario.core.ManagedSandbox;
import java.util.Optional;

/** What becomes of a request that is not for the endpoint itself. */
public sealed interface Admission {

    /** The request carries no sandbox and goes on without one. */
    record Unowned() implements Admission {}

    /**
     * The request must not go on.
     *
     * @param answer what its sender is told instead
     */
    record Refused(ApiResponse answer) implements Admission {}

    /**
     * The request goes on in a sandbox.
     *
     * @param sandbox which one
     * @param pathPrefix the beginning of the path that carried it, which the application must not see; empty when it came otherwise
     */
    record Admitted(ManagedSandbox sandbox, Optional<String> pathPrefix) implements Admission {}
}
