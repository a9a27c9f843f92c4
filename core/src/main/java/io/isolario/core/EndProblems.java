package io.isolario.core;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a sandbox has to fail for. Thread-safe; the thread that ends the sandbox takes them once. */
final class EndProblems {

    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);

    private final Sandbox sandbox;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final List<Problem> problems = new ArrayList<>();

    @GuardedBy("lock")
    private boolean reported;

    EndProblems(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    void add(Problem problem) {
        lock.lock();
        try {
            if (!reported) {
                problems.add(problem);
                return;
            }
        } finally {
            lock.unlock();
        }
        LOG.warn(
                "Sandbox {} has ended, so its test cannot fail any more for: {}",
                sandbox,
                problem.message(),
                problem.cause().orElse(null));
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return problems.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Returns all problems; later ones are only logged. */
    List<Problem> report() {
        lock.lock();
        try {
            reported = true;
            return List.copyOf(problems);
        } finally {
            lock.unlock();
        }
    }
}
