package io.isolario.junit;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxFailedError;
import io.isolario.core.Scope;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/**
 * The sandbox of one test, kept in the store of its context, which closes it after the last callback of every extension.
 *
 * <p>JUnit 5.12 closes the first type that it implements, later ones the second.
 */
@SuppressWarnings("deprecation")
final class TestSandbox implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    private static final String KEY = "sandbox of the test";

    private final ManagedSandbox sandbox;
    private final Scope scope;
    private final Thread enteredBy = Thread.currentThread();
    private final SandboxLifecycle openedBy;
    private final SuiteSummary.Run run;
    private final ReplacingFields fields;
    private final AtomicBoolean logShown = new AtomicBoolean();

    @SuppressWarnings("MustBeClosedChecker") // close() closes it
    private TestSandbox(ManagedSandbox sandbox, SandboxLifecycle openedBy, SuiteSummary.Run run) {
        this.sandbox = sandbox;
        this.openedBy = openedBy;
        this.run = run;
        this.fields = new ReplacingFields(sandbox);
        this.scope = sandbox.enter();
    }

    /** Binds the calling thread to a sandbox until the test of the context has ended. */
    static void enter(ManagedSandbox sandbox, SandboxLifecycle openedBy, ExtensionContext test, SuiteSummary.Run run) {
        test.getStore(SandboxLifecycle.NAMESPACE).put(KEY, new TestSandbox(sandbox, openedBy, run));
    }

    /** Returns the sandbox of the test that the context belongs to; null when it has none. */
    static @Nullable TestSandbox of(ExtensionContext context) {
        return context.getStore(SandboxLifecycle.NAMESPACE).get(KEY, TestSandbox.class);
    }

    ManagedSandbox sandbox() {
        return sandbox;
    }

    /** Tells which of several extensions opened the sandbox, and so is the one that answers for it. */
    boolean openedBy(SandboxLifecycle extension) {
        return openedBy == extension;
    }

    /** Says that the instance of the test is there. */
    void instanceIsReady(ExtensionContext test) {
        fields.replaceByThoseThatAreSet(test);
    }

    /** Says that the body of the test runs: a test that is skipped has a sandbox too when its instance was created. */
    void bodyRuns(ExtensionContext test) {
        run.isATest(test, sandbox.isolation());
        fields.replaceByAll(test);
    }

    /** Runs a part of the test in its sandbox, also when that part is given to a thread of its own. */
    <T extends @Nullable Object> T run(Invocation<T> part) throws Throwable {
        try {
            return runInScope(part);
        } catch (Throwable failure) {
            sandbox.noteFailure(failure);
            showLog(failure);
            throw failure;
        }
    }

    private <T extends @Nullable Object> T runInScope(Invocation<T> part) throws Throwable {
        if (Thread.currentThread() == enteredBy) {
            return part.proceed();
        }
        try (Scope there = sandbox.enter()) {
            return part.proceed();
        }
    }

    private void showLog(Throwable failure) {
        if (logShown.compareAndSet(false, true)) {
            LogOfTest.addTo(failure, sandbox);
        }
    }

    @Override
    public void close() {
        try (run;
                sandbox;
                scope) {
            // Closed from the last to the first: the thread is free again before the sandbox drains.
        } catch (SandboxFailedError failure) {
            showLog(failure);
            throw failure;
        }
    }
}
