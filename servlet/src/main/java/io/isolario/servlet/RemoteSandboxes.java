package io.isolario.servlet;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.core.CloseReport;
import io.isolario.core.EndReason;
import io.isolario.core.Isolation;
import io.isolario.core.Sandbox;
import io.isolario.core.SandboxId;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxState;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens and ends the sandboxes of remote clients, and remembers how they ended for a client that asks again. Thread-safe; its lock
 * is never held while a sandbox opens or ends.
 */
final class RemoteSandboxes {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxFilter.class);
    private static final int REPORTS_KEPT = 1000;
    // They keep their journal, which is large.
    private static final int ABANDONED_KEPT = 100;

    private final FilterSettings settings;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Map<SandboxId, Sandbox> opened = new LinkedHashMap<>();

    @GuardedBy("lock")
    private final Map<SandboxId, CloseReport> ended = new LinkedHashMap<>();

    RemoteSandboxes(FilterSettings settings) {
        this.settings = settings;
    }

    /** How a sandbox ended, and whether that had been so before. */
    record Ending(CloseReport report, boolean before) {}

    Sandbox open(String owner, Optional<Isolation> isolation) {
        SandboxOptions.Builder options = SandboxOptions.builder(owner)
                .idleTimeout(settings.idleTimeout())
                .ownershipTimeout(settings.maxLifetime());
        isolation.ifPresent(options::isolation);
        Sandbox sandbox = settings.registry().open(options.build());
        lock.lock();
        try {
            opened.put(sandbox.id(), sandbox);
            forgetAbandoned();
        } finally {
            lock.unlock();
        }
        return sandbox;
    }

    @GuardedBy("lock")
    private void forgetAbandoned() {
        int surplus = opened.size() - ABANDONED_KEPT;
        for (Iterator<Sandbox> each = opened.values().iterator(); surplus > 0 && each.hasNext(); surplus--) {
            if (each.next().state() == SandboxState.ENDED) {
                each.remove();
            }
        }
    }

    Sandbox find(SandboxId id) {
        return settings.registry().find(id);
    }

    Ending end(SandboxId id) {
        CloseReport known = reportOf(id);
        if (known != null) {
            return new Ending(known, true);
        }
        Sandbox openedHere = openedHere(id);
        Sandbox sandbox = openedHere == null ? find(id) : openedHere;
        CloseReport report = sandbox.finish();
        boolean first = remember(report);
        if (first && !report.problems().isEmpty()) {
            LOG.warn("Sandbox {} of a remote client ended with problems: {}", sandbox, report.problems());
        }
        // The state cannot tell: it is ENDED while the first of several calls still undoes.
        return new Ending(report, !first || report.reason() != EndReason.CLOSED);
    }

    private @Nullable CloseReport reportOf(SandboxId id) {
        lock.lock();
        try {
            return ended.get(id);
        } finally {
            lock.unlock();
        }
    }

    /** Returns it although it may have ended meanwhile, by a timeout. */
    private @Nullable Sandbox openedHere(SandboxId id) {
        lock.lock();
        try {
            return opened.get(id);
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether this is the first end of the sandbox that a client hears of. */
    private boolean remember(CloseReport report) {
        lock.lock();
        try {
            opened.remove(report.id());
            boolean first = ended.putIfAbsent(report.id(), report) == null;
            if (ended.size() > REPORTS_KEPT) {
                ended.remove(ended.keySet().iterator().next());
            }
            return first;
        } finally {
            lock.unlock();
        }
    }
}
