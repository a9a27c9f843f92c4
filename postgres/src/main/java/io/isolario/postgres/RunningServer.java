package io.isolario.postgres;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * A server that accepts connections and has a guard.
 *
 * @param startedOn where its data is, if this JVM has started it; empty if it ran before
 */
record RunningServer(Postmaster postmaster, String password, Optional<Storage> startedOn) {

    /** To be called under the start lock, by a member. */
    static RunningServer joinOrStart(ServerPlan plan, ServerDirectory directory)
            throws IOException, TimeoutException, InterruptedException {
        TemplateDirectory template = TemplateDirectory.published(plan.binaries(), plan.cache(), plan.bound());
        GuardLaunch guard = new GuardLaunch(plan.cache(), directory);
        boolean startedGuard = guard.ensureGuard(plan.bound());
        Optional<ServerRecord> record = directory.read();
        Optional<Postmaster> running = record.isPresent() ? record.get().readyPostmaster() : Optional.empty();
        Optional<Storage> startedOn = Optional.empty();
        if (running.isEmpty()) {
            // What is left of a server that died, or of one whose starter did.
            directory.endServer();
            Storage storage = Storage.choose();
            startedOn = Optional.of(storage);
            ServerLaunch launch = new ServerLaunch(plan.binaries(), template, directory, plan.bound());
            running = Optional.of(launch.start(launch.prepare(storage, plan.settings())));
        }
        guard.awaitGuard(startedGuard, plan.bound());
        return new RunningServer(running.get(), template.password(), startedOn);
    }
}
