package io.isolario.http;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The requests whose sandbox is theirs although no thread handles them now: streams of events, which end when their sandbox begins to
 * end; and others, which are ended after it if they have not ended themselves. Thread-safe.
 */
final class SuspendedRequests {

    private final Map<SandboxId, Map<Request, Boolean>> streams = new ConcurrentHashMap<>();
    private final Map<SandboxId, Map<Request, Boolean>> others = new ConcurrentHashMap<>();

    /** One of them. */
    private static final class Request implements Runnable {

        private final Runnable end;
        private final AtomicBoolean over = new AtomicBoolean();

        Request(Runnable end) {
            this.end = end;
        }

        @Override
        public void run() {
            if (over.compareAndSet(false, true)) {
                end.run();
            }
        }
    }

    /** Adds a stream; the result takes it out again. */
    Runnable addStream(ManagedSandbox sandbox, Runnable end) {
        SandboxId id = sandbox.id();
        Request request = new Request(end);
        // Added where the end cannot come in between: it would miss a request in a map that it has taken already.
        Map<Request, Boolean> ofSandbox = streams.compute(id, (same, known) -> {
            if (known == null) {
                sandbox.onClose(() -> endStreams(id));
            }
            return with(request, known);
        });
        return () -> takeOut(request, ofSandbox);
    }

    /** Adds a request that is no stream; the result takes it out again. */
    Runnable addOther(ManagedSandbox sandbox, Runnable end) {
        SandboxId id = sandbox.id();
        Request request = new Request(end);
        AtomicBoolean first = new AtomicBoolean();
        Map<Request, Boolean> ofSandbox = others.compute(id, (same, known) -> {
            first.set(known == null);
            return with(request, known);
        });
        if (first.get()) {
            sandbox.onEnded(() -> end(id));
        }
        return () -> takeOut(request, ofSandbox);
    }

    private static Map<Request, Boolean> with(Request request, @Nullable Map<Request, Boolean> known) {
        Map<Request, Boolean> ofSandbox = known == null ? new ConcurrentHashMap<>() : known;
        ofSandbox.put(request, true);
        return ofSandbox;
    }

    private static void takeOut(Request request, Map<Request, Boolean> ofSandbox) {
        request.over.set(true);
        ofSandbox.remove(request);
    }

    void endStreams(SandboxId id) {
        endAll(streams.remove(id));
    }

    void end(SandboxId id) {
        endStreams(id);
        endAll(others.remove(id));
    }

    private static void endAll(@Nullable Map<Request, Boolean> requests) {
        Collection<Request> all = requests == null ? List.of() : List.copyOf(requests.keySet());
        all.forEach(Request::run);
    }
}
