package io.isolario.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.core.CloseReport;
import io.isolario.core.EndReason;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.QuiescenceTimeoutException;
import io.isolario.core.SandboxId;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxState;
import java.time.Duration;
import java.time.Instant;
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

    private static final Logger LOG = LoggerFactory.getLogger(SandboxEndpoint.class);
    private static final int REPORTS_KEPT = 1000;
    // They keep their journal, which is large.
    private static final int ABANDONED_KEPT = 100;

    private final EndpointSettings settings;
    private final OpenSandboxLimit places;
    private final SuspendedRequests suspended;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Map<SandboxId, RemoteSandbox> opened = new LinkedHashMap<>();

    @GuardedBy("lock")
    private final Map<SandboxId, Ending> ended = new LinkedHashMap<>();

    RemoteSandboxes(EndpointSettings settings, SuspendedRequests suspended) {
        this.settings = settings;
        this.places = new OpenSandboxLimit(settings.maxOpen());
        this.suspended = suspended;
    }

    /** How a sandbox ended, what had happened in it, and whether it had ended before. */
    record Ending(CloseReport report, Counters counters, boolean before) {

        Ending again() {
            return new Ending(report, counters, true);
        }
    }

    RemoteSandbox open(OpeningRequest wanted) {
        long start = System.nanoTime();
        if (!places.take(wanted.patience())) {
            throw new ProblemException(Holders.noPlace(settings.registry(), places.most(), wanted.patience()));
        }
        boolean given = false;
        try {
            Duration left = wanted.patience().minusNanos(System.nanoTime() - start);
            RemoteSandbox remote = opened(wanted, left.isNegative() ? Duration.ZERO : left);
            // However it ends; not before what it has is free for the next one.
            remote.sandbox().onEnded(places::giveBack);
            given = true;
            return remote;
        } finally {
            if (!given) {
                places.giveBack();
            }
        }
    }

    /** Whatever the sandbox needs, the client waits for here: a request of its test has no time for that. */
    private RemoteSandbox opened(OpeningRequest wanted, Duration patience) {
        Duration idle = wanted.idleTimeout().orElse(settings.idleTimeout());
        Duration life = wanted.maxLifetime().orElse(settings.maxLifetime());
        SandboxOptions.Builder options = SandboxOptions.builder(wanted.name())
                .idleTimeout(idle)
                .ownershipTimeout(life)
                .reserving(patience);
        wanted.isolation().ifPresent(options::isolation);
        wanted.drainTimeout().ifPresent(options::drainTimeout);
        ManagedSandbox sandbox = settings.registry().open(options.build());
        RemoteSandbox remote = new RemoteSandbox(sandbox, Instant.now(), idle, life);
        lock.lock();
        try {
            opened.put(sandbox.id(), remote);
            forgetAbandoned();
        } finally {
            lock.unlock();
        }
        return remote;
    }

    @GuardedBy("lock")
    private void forgetAbandoned() {
        int surplus = opened.size() - ABANDONED_KEPT;
        for (Iterator<RemoteSandbox> each = opened.values().iterator(); surplus > 0 && each.hasNext(); surplus--) {
            if (each.next().sandbox().state() == SandboxState.ENDED) {
                each.remove();
            }
        }
    }

    ManagedSandbox find(SandboxId id) {
        return settings.registry().find(id);
    }

    /** Returns what is known of a sandbox that a remote client has opened. */
    Optional<RemoteSandbox> remote(SandboxId id) {
        lock.lock();
        try {
            return Optional.ofNullable(opened.get(id));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends a sandbox, although it may have ended meanwhile, by a timeout.
     *
     * @param drain how long to wait for its work at least
     */
    Ending end(SandboxId id, Optional<Duration> drain) {
        Optional<RemoteSandbox> opened = remote(id);
        // Looked for after the open ones: another call moves it from there to here.
        Ending known = endingOf(id);
        if (known != null) {
            return known.again();
        }
        ManagedSandbox sandbox = opened.map(RemoteSandbox::sandbox).orElseGet(() -> find(id));
        drain.ifPresent(longest -> await(sandbox, longest));
        CloseReport report = sandbox.finish();
        // The state cannot tell: it is ENDED while the first of several calls still undoes.
        Ending ending = new Ending(report, Counters.of(sandbox.journal()), report.reason() != EndReason.CLOSED);
        boolean first = remember(ending);
        if (first && !report.problems().isEmpty()) {
            LOG.warn("Sandbox {} of a remote client ended with problems: {}", sandbox, report.problems());
        }
        return first ? ending : ending.again();
    }

    private void await(ManagedSandbox sandbox, Duration drain) {
        suspended.endStreams(sandbox.id());
        try {
            sandbox.awaitQuiescence(drain);
        } catch (QuiescenceTimeoutException late) {
            // The end reports what is late.
            LOG.debug("Sandbox {} is not quiescent before its end", sandbox, late);
        }
    }

    private @Nullable Ending endingOf(SandboxId id) {
        lock.lock();
        try {
            return ended.get(id);
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether this is the first end of the sandbox that a client hears of. */
    private boolean remember(Ending ending) {
        SandboxId id = ending.report().id();
        lock.lock();
        try {
            opened.remove(id);
            boolean first = ended.putIfAbsent(id, ending) == null;
            if (ended.size() > REPORTS_KEPT) {
                ended.remove(ended.keySet().iterator().next());
            }
            return first;
        } finally {
            lock.unlock();
        }
    }
}
