package io.isolario.core.capture;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.ResourceSession;
import io.isolario.core.SandboxResource;
import io.isolario.core.event.Events;
import java.util.Optional;

/**
 * A resource session that takes what the application publishes in one sandbox; what listens there calls {@link #add}.
 *
 * <p>It keeps the latest {@value #CAPACITY}. Thread-safe.
 */
public final class CapturedEvents implements ResourceSession, Events.Source {

    /** How many events a sandbox keeps. */
    public static final int CAPACITY = 10_000;

    private final ManagedSandbox sandbox;
    private final EventLog<Object> arrivals;

    private CapturedEvents(ManagedSandbox sandbox) {
        this.sandbox = sandbox;
        this.arrivals =
                new EventLog<>(sandbox, CAPACITY, event -> event.getClass().getSimpleName());
    }

    /** Returns the resource that lets each sandbox see its own events. */
    public static SandboxResource<CapturedEvents> resource() {
        return SandboxResource.named("events", CapturedEvents.class, CapturedEvents::new);
    }

    /** Takes what was published. After the end of the sandbox it only informs failed waits that the event came too late. */
    public void add(Object event) {
        arrivals.add(event);
    }

    @Override
    public <E> Events<E> of(Class<E> type) {
        return new FilteredEvents<>(sandbox, arrivals, EventFilter.ofType(type));
    }

    @Override
    public void reset() {
        arrivals.clear();
    }

    @Override
    public Optional<Mark> mark() {
        return Optional.of(arrivals.mark());
    }
}
