package io.isolario.junit;

import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.ResourceSession;
import io.isolario.core.SandboxResource;
import io.isolario.core.SessionFixture;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Data of a sandbox; with DATABASE isolation it can be handed on, as in reality. */
final class Shelf implements ResourceSession {

    private final ManagedSandbox sandbox;
    private final List<String> books = new CopyOnWriteArrayList<>();

    private Shelf(ManagedSandbox sandbox) {
        this.sandbox = sandbox;
    }

    static SandboxResource<Shelf> resource() {
        return SandboxResource.named("shelf", Shelf.class, Shelf::new);
    }

    static List<String> books() {
        return ManagedSandbox.current().orElseThrow().session(Shelf.class).books;
    }

    @Override
    public Optional<SessionFixture> fixture() {
        List<String> handedOn = List.copyOf(books);
        return sandbox.isolation() == Isolation.DATABASE
                ? Optional.of(session -> ((Shelf) session).books.addAll(handedOn))
                : Optional.empty();
    }
}
