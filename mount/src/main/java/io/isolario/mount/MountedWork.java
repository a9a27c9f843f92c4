package io.isolario.mount;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.Scope;
import io.isolario.core.work.Work;
import io.isolario.core.work.WorkKind;

/** One request to a mounted handler, in the sandbox of the test. */
final class MountedWork {

    private MountedWork() {}

    /** What a handler does; an exception is rethrown and also fails the test. */
    interface Action {
        void run() throws Exception;
    }

    static void run(ManagedSandbox sandbox, String title, Action action) throws Exception {
        Work work = sandbox.begin(WorkKind.REQUEST, "mounted handler: " + title);
        try (Scope scope = sandbox.enter()) {
            work.runningHere();
            action.run();
        } catch (Exception | Error failure) {
            sandbox.fail("The mounted handler failed at " + title + ": " + failure, failure);
            throw failure;
        } finally {
            work.end();
        }
    }
}
