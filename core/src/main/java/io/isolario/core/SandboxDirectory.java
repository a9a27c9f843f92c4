package io.isolario.core;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who is open, who has ended and who is shared in one registry; its lock is never held while a resource works. */
final class SandboxDirectory {

    private static final int ENDED_REMEMBERED = 10_000;

    private final String registryName;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Map<SandboxId, DefaultSandbox> open = new LinkedHashMap<>();

    // Admitted, but not all resources are open yet: these cannot be found, and they count against sharing and the
    // baseline.
    @GuardedBy("lock")
    private final Set<DefaultSandbox> opening = new LinkedHashSet<>();

    @GuardedBy("lock")
    private final Map<SandboxId, EndedSandbox> ended = new LinkedHashMap<>();

    @GuardedBy("lock")
    private int highestNumberAtOnce;

    @GuardedBy("lock")
    private int baselineActions;

    @GuardedBy("lock")
    private boolean closed;

    // Written under the lock; read without it on every look-up of an unowned thread.
    private volatile boolean anyAdmitted;
    // Written under the lock; read without it on every look-up of an unowned thread.
    private volatile @Nullable DefaultSandbox shared;

    SandboxDirectory(String registryName) {
        this.registryName = registryName;
    }

    void admit(DefaultSandbox sandbox) {
        lock.lock();
        try {
            requireTaking(sandbox);
            if (shared != null) {
                throw new SharingException(
                        "Sandbox " + sandbox + " cannot be opened: " + shared + " is shared with all unowned work, "
                                + "which excludes concurrency. End the sharing first, or run the sharing test alone (@Isolated).");
            }
            if (baselineActions > 0) {
                throw new RefusalException(
                        "Sandbox " + sandbox + " cannot be opened: an action runs on the baseline of \"" + registryName
                                + "\" (SandboxRegistry.runOnBaseline), and the sandbox would see it change. Run such actions before the tests.");
            }
            anyAdmitted = true;
            opening.add(sandbox);
        } finally {
            lock.unlock();
        }
    }

    /** Makes a sandbox findable, as its resources are all open now; refuses it when the registry was closed meanwhile. */
    void publish(DefaultSandbox sandbox) {
        lock.lock();
        try {
            requireTaking(sandbox);
            opening.remove(sandbox);
            open.put(sandbox.id(), sandbox);
            highestNumberAtOnce = Math.max(highestNumberAtOnce, open.size());
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void requireTaking(DefaultSandbox sandbox) {
        if (closed) {
            throw new IllegalStateException(
                    "Registry \"" + registryName + "\" was closed: no sandbox can be opened for " + sandbox
                            + ". Open sandboxes while the application runs.");
        }
    }

    void remove(DefaultSandbox sandbox) {
        lock.lock();
        try {
            opening.remove(sandbox);
            open.remove(sandbox.id());
            EndedSandbox record = sandbox.endedRecord();
            if (record != null) {
                ended.put(sandbox.id(), record);
            }
            if (ended.size() > ENDED_REMEMBERED) {
                ended.remove(ended.keySet().iterator().next());
            }
            if (shared == sandbox) {
                shared = null;
                ContextSlot.removeSharing();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns the open sandbox with this id; null when none ever had it or it was forgotten. */
    @Nullable
    DefaultSandbox find(SandboxId id) {
        lock.lock();
        try {
            DefaultSandbox sandbox = open.get(id);
            EndedSandbox record = sandbox == null ? ended.get(id) : sandbox.endedRecord();
            if (record != null) {
                throw record.exception("cannot be used");
            }
            return sandbox;
        } finally {
            lock.unlock();
        }
    }

    boolean knows(SandboxId id) {
        lock.lock();
        try {
            return open.containsKey(id) || ended.containsKey(id);
        } finally {
            lock.unlock();
        }
    }

    Sharing share(DefaultSandbox sandbox) {
        lock.lock();
        try {
            EndedSandbox record = ended.get(sandbox.id());
            if (record != null) {
                throw record.exception("cannot be shared");
            }
            List<DefaultSandbox> others = others(other -> other != sandbox);
            if (shared != null || !others.isEmpty()) {
                throw new SharingException("Sandbox " + sandbox + " cannot be shared with all unowned work: "
                        + (shared != null
                                ? shared + " is shared already."
                                : "other sandboxes are open: " + others + ".")
                        + " Sharing excludes concurrency: run this test alone (@Isolated), or give its threads the sandbox "
                        + "by SandboxContext.wrap(..) or sandbox.allow(..).");
            }
            shared = sandbox;
            ContextSlot.addSharing();
            AtomicBoolean over = new AtomicBoolean();
            return () -> {
                if (over.compareAndSet(false, true)) {
                    unshare(sandbox);
                }
            };
        } finally {
            lock.unlock();
        }
    }

    private void unshare(DefaultSandbox sandbox) {
        lock.lock();
        try {
            if (shared == sandbox) {
                shared = null;
                ContextSlot.removeSharing();
            }
        } finally {
            lock.unlock();
        }
    }

    void beginBaselineAction() {
        lock.lock();
        try {
            if (!open.isEmpty() || !opening.isEmpty()) {
                throw new RefusalException("The baseline of \"" + registryName
                        + "\" cannot be changed now: sandboxes are open and would see it change: " + others(any -> true)
                        + ". Call SandboxRegistry.runOnBaseline before the first test, or write inside a sandbox.");
            }
            baselineActions++;
        } finally {
            lock.unlock();
        }
    }

    void endBaselineAction() {
        lock.lock();
        try {
            baselineActions--;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more sandboxes; returns false when that was so before. */
    boolean close() {
        lock.lock();
        try {
            boolean first = !closed;
            closed = true;
            return first;
        } finally {
            lock.unlock();
        }
    }

    List<ManagedSandbox> open() {
        lock.lock();
        try {
            return List.copyOf(open.values());
        } finally {
            lock.unlock();
        }
    }

    int highestNumberAtOnce() {
        lock.lock();
        try {
            return highestNumberAtOnce;
        } finally {
            lock.unlock();
        }
    }

    boolean anyAdmitted() {
        return anyAdmitted;
    }

    @Nullable
    DefaultSandbox shared() {
        return shared;
    }

    @GuardedBy("lock")
    private List<DefaultSandbox> others(Predicate<DefaultSandbox> wanted) {
        return Stream.concat(open.values().stream(), opening.stream())
                .filter(wanted)
                .toList();
    }
}
