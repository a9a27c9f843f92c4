package io.isolario.servlet.http;

import io.isolario.core.Sandbox;
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
final class Suspended {

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
    Runnable addStream(Sandbox sandbox, Runnable end) {
        SandboxId id = sandbox.id();
        Map<Request, Boolean> ofSandbox = streams.computeIfAbsent(id, first -> {
            sandbox.onClose(() -> endStreams(id));
            return new ConcurrentHashMap<>();
        });
        return add(ofSandbox, end);
    }

    /** Adds a request that is no stream; the result takes it out again. */
    Runnable addOther(Sandbox sandbox, Runnable end) {
        SandboxId id = sandbox.id();
        Runnable takeOut = add(others.computeIfAbsent(id, first -> new ConcurrentHashMap<>()), end);
        return () -> {
            takeOut.run();
            others.computeIfPresent(id, (same, left) -> left.isEmpty() ? null : left);
        };
    }

    private static Runnable add(Map<Request, Boolean> ofSandbox, Runnable end) {
        Request request = new Request(end);
        ofSandbox.put(request, true);
        return () -> {
            request.over.set(true);
            ofSandbox.remove(request);
        };
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
