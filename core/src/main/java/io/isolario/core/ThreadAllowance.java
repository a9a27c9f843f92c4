package io.isolario.core;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An allowance that is resolved when a thread without a scope looks for its sandbox. */
final class ThreadAllowance implements Allowance {

    private final DefaultSandbox sandbox;
    private final String description;
    private final Predicate<Thread> matches;

    private ThreadAllowance(DefaultSandbox sandbox, String description, Predicate<Thread> matches) {
        this.sandbox = sandbox;
        this.description = description;
        this.matches = matches;
    }

    /** Refuses a thread that another sandbox was given, now rather than when it first asks. */
    static ThreadAllowance ofThread(DefaultSandbox sandbox, Thread thread) {
        for (ThreadAllowance other : ContextSlot.allowances()) {
            if (other.sandbox != sandbox && other.matches.test(thread)) {
                throw new AllowanceException("Thread \"" + thread.getName() + "\" cannot be allowed to use " + sandbox
                        + ": it is already allowed to use "
                        + other.sandbox + " (by " + other.description
                        + "). A thread works for one sandbox at a time: close the other allowance first, "
                        + "or give each task its sandbox by SandboxContext.wrap(..).");
            }
        }
        return register(sandbox, "allow(thread \"" + thread.getName() + "\")", candidate -> candidate == thread);
    }

    static ThreadAllowance ofMatching(DefaultSandbox sandbox, String description, Predicate<Thread> matches) {
        return register(sandbox, "allow(\"" + description + "\", ..)", matches);
    }

    private static ThreadAllowance register(DefaultSandbox sandbox, String description, Predicate<Thread> matches) {
        ThreadAllowance allowance = new ThreadAllowance(sandbox, description, matches);
        ContextSlot.allowances().add(allowance);
        try {
            sandbox.requireUsable("allow a thread");
        } catch (SandboxEndedException late) {
            // It ended since the caller asked, and has taken its allowances out already.
            allowance.close();
            throw late;
        }
        return allowance;
    }

    static @Nullable DefaultSandbox resolve(Thread thread, List<ThreadAllowance> allowances) {
        ThreadAllowance found = null;
        for (ThreadAllowance allowance : allowances) {
            if (!allowance.matches.test(thread)) {
                continue;
            }
            if (found != null && found.sandbox != allowance.sandbox) {
                throw new AllowanceException(
                        "Thread \"" + thread.getName() + "\" is allowed to use two sandboxes: " + found.sandbox
                                + " (by "
                                + found.description + ") and " + allowance.sandbox + " (by " + allowance.description
                                + "). Nobody can say whose work it does: narrow one of the predicates, or give each task its sandbox by SandboxContext.wrap(..).");
            }
            found = allowance;
        }
        return found == null ? null : found.sandbox;
    }

    DefaultSandbox sandbox() {
        return sandbox;
    }

    @Override
    public void close() {
        ContextSlot.allowances().remove(this);
    }

    @Override
    public String toString() {
        return description + " for " + sandbox;
    }
}
