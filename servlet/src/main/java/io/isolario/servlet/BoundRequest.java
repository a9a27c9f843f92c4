package io.isolario.servlet;

import io.isolario.core.IsolarioException;
import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxEndedException;
import io.isolario.core.Scope;
import io.isolario.core.work.Work;
import io.isolario.core.work.WorkKind;
import io.isolario.http.SandboxEndpoint;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A request in its sandbox, from its first dispatch until it is complete.
 *
 * <p>It always has one unit of work outstanding: while a dispatch runs, one that its thread runs; between dispatches of an
 * asynchronous request, one that nobody runs. They are two, because the thread goes on to other requests, one of which may wait for
 * this one. The next begins before the last ends, so that the sandbox never looks quiescent meanwhile.
 *
 * <p>A stream of events is no work between dispatches: it may go on for ever, and whatever is sent through it is the work of others.
 */
final class BoundRequest implements AsyncListener {

    private static final String EVENTS = "text/event-stream";

    private final SandboxEndpoint endpoint;
    private final ManagedSandbox sandbox;
    private final String description;
    private final boolean wantsEvents;
    private final HttpServletResponse response;
    private final long beganNanos = System.nanoTime();
    private final AtomicBoolean completed = new AtomicBoolean();
    private final AtomicReference<@Nullable Work> work = new AtomicReference<>();
    private final AtomicReference<Runnable> suspension = new AtomicReference<>(BoundRequest::nothing);

    BoundRequest(
            SandboxEndpoint endpoint,
            ManagedSandbox sandbox,
            HttpServletRequest request,
            HttpServletResponse response) {
        this.endpoint = endpoint;
        this.sandbox = sandbox;
        this.description = request.getMethod() + " " + request.getRequestURI();
        this.wantsEvents = EVENTS.equals(request.getHeader("Accept"));
        this.response = response;
    }

    private static void nothing() {}

    ManagedSandbox sandbox() {
        return sandbox;
    }

    /** Says that a dispatch is about to run on this thread; returns why it must not if the sandbox has ended. */
    Optional<IsolarioException> begin() {
        suspension.getAndSet(BoundRequest::nothing).run();
        try {
            Work running = sandbox.begin(WorkKind.REQUEST, description);
            running.runningHere();
            replace(running);
            return Optional.empty();
        } catch (SandboxEndedException ended) {
            replace(null);
            return Optional.of(ended);
        }
    }

    void run(HttpServletRequest request, HttpServletResponse ofDispatch, FilterChain chain)
            throws IOException, ServletException {
        String outcome = "an error";
        try (Scope scope = sandbox.enter()) {
            chain.doFilter(request, ofDispatch);
            outcome = status();
        } catch (IOException | ServletException | RuntimeException failure) {
            outcome = failure.toString();
            throw failure;
        } finally {
            leave(request, outcome);
        }
    }

    private void leave(HttpServletRequest request, String outcome) {
        if (request.isAsyncStarted()) {
            // The container tells of the end of an asynchronous request only after this thread has returned to it.
            request.getAsyncContext().addListener(this);
            suspend(request.getAsyncContext());
        } else {
            complete(outcome);
        }
    }

    private void suspend(AsyncContext context) {
        try {
            if (isStream()) {
                suspension.set(endpoint.addStream(sandbox, () -> end(context)));
                replace(null);
            } else {
                replace(sandbox.begin(WorkKind.REQUEST, description + " (asynchronous)"));
                suspension.set(endpoint.addSuspended(sandbox, () -> end(context)));
            }
        } catch (SandboxEndedException ended) {
            // It ended while this dispatch ran, before it could know of the suspension.
            replace(null);
            end(context);
        }
    }

    private boolean isStream() {
        String type = response.getContentType();
        return wantsEvents || (type != null && type.startsWith(EVENTS));
    }

    /** Ends a request that its sandbox has left behind. */
    private void end(AsyncContext context) {
        sandbox.journal().add(JournalKind.REQUEST, description + " was ended with its sandbox");
        try {
            context.complete();
        } catch (IllegalStateException dispatchedOrComplete) {
            // Then it goes on, and is refused; or it has ended itself at the same time.
            sandbox.journal().add(JournalKind.REQUEST, description + " had ended, or gone on: " + dispatchedOrComplete);
        }
    }

    /** Called once per dispatch that does not go on, and by the container; the first of them is what the journal tells. */
    private void complete(String outcome) {
        suspension.getAndSet(BoundRequest::nothing).run();
        if (completed.compareAndSet(false, true)) {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos);
            sandbox.journal().add(JournalKind.REQUEST, description + " -> " + outcome + " in " + millis + " ms");
        }
        sandbox.touch();
        replace(null);
    }

    private String status() {
        return String.valueOf(response.getStatus());
    }

    private void replace(@Nullable Work next) {
        Work last = work.getAndSet(next);
        if (last != null) {
            last.end();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        complete(status());
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        sandbox.journal().add(JournalKind.REQUEST, description + " timed out");
    }

    @Override
    public void onError(AsyncEvent event) {
        sandbox.journal().add(JournalKind.REQUEST, description + " failed: " + event.getThrowable());
    }

    /** A request that goes on asynchronously after a dispatch has a new context, which is given this listener anew. */
    @Override
    public void onStartAsync(AsyncEvent event) {}
}
