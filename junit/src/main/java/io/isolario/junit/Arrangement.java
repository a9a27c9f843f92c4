package io.isolario.junit;

import io.isolario.core.Scope;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.opentest4j.TestAbortedException;

/**
 * The one run of the fixtures of a class.
 *
 * <p>It has a thread of its own: one of JUnit's that joined something meanwhile could be given another test of the class, which
 * would wait for the very run that it interrupts. Thread-safe.
 */
final class Arrangement {

    private final String owner;
    private final FutureTask<ClassFixture> run;
    private final AtomicBoolean started = new AtomicBoolean();

    Arrangement(String owner, Callable<ClassFixture> arranging) {
        this.owner = owner;
        this.run = new FutureTask<>(() -> {
            try (Scope scope = Scope.detached()) {
                return arranging.call();
            }
        });
    }

    ClassFixture await() throws InterruptedException {
        if (started.compareAndSet(false, true)) {
            Thread thread = new Thread(run, "isolario-fixture-" + owner);
            thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
            thread.setDaemon(true);
            thread.start();
        }
        try {
            return run.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof TestAbortedException aborted) {
                throw aborted;
            }
            throw new FixtureFailedError(
                    "The fixture of " + owner + " failed, and with it each of its tests: " + failure.getCause(),
                    failure.getCause());
        }
    }
}
