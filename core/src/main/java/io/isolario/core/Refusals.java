package io.isolario.core;

/** Words refusals of what no resource brings. */
final class Refusals {

    private Refusals() {}

    static RefusalException missing(ManagedSandbox sandbox, String what, String wayOut) {
        return new RefusalException("Nothing " + what + " in sandbox " + sandbox + ": " + sandbox.registry()
                + " has no resource for that. Add " + wayOut + ".");
    }
}
