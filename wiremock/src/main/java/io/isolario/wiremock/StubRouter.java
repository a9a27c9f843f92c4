package io.isolario.wiremock;

import com.github.tomakehurst.wiremock.http.Request;
import io.isolario.core.ForeignSandboxException;
import io.isolario.core.IsolarioException;
import io.isolario.core.MalformedSandboxIdException;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxEndedException;
import io.isolario.core.SandboxId;
import io.isolario.core.SandboxRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out who answers a request: the stubs of the sandbox whose carrier it has, or a refusal. Thread-safe. */
final class StubRouter {

    private final Map<String, Service> services;
    private final EngineSettings settings;
    private final Map<SandboxId, StubSession> sessions = new ConcurrentHashMap<>();
    private final List<SandboxRegistry> registries = new CopyOnWriteArrayList<>();

    StubRouter(Map<String, Service> services, EngineSettings settings) {
        this.services = Map.copyOf(services);
        this.settings = settings;
    }

    EngineSettings settings() {
        return settings;
    }

    Service service(String name) {
        Service service = services.get(name);
        if (service == null) {
            throw new RefusalException(noService(name)
                    + " Declare it by SandboxStubs.builder().service(\"" + name
                    + "\"), or by the property isolario.stubs."
                    + name + ".property.");
        }
        return service;
    }

    void attach(SandboxRegistry registry) {
        registries.add(registry);
    }

    /** Forgets registries that are closed: this port may outlive many of them. */
    void detach(List<SandboxRegistry> closed) {
        registries.removeAll(closed);
    }

    int attachedRegistries() {
        return registries.size();
    }

    StubSession open(ManagedSandbox sandbox) {
        StubSession session = new StubSession(sandbox, this);
        sessions.put(sandbox.id(), session);
        return session;
    }

    void remove(ManagedSandbox sandbox) {
        sessions.remove(sandbox.id());
    }

    int openSessions() {
        return sessions.size();
    }

    Destination find(IncomingRequest incoming) {
        if (!services.containsKey(incoming.service())) {
            return new Refusal(
                    Refusal.NO_SERVICE,
                    noService(incoming.service())
                            + " The first part of the path is the service: see SandboxStubs.baseUrl(service).");
        }
        return incoming.carried().isPresent()
                ? byId(incoming, incoming.carried().get().text())
                : byThread(incoming);
    }

    private String noService(String name) {
        return "There are no stubs of \"" + name + "\"; there are stubs of "
                + services.keySet().stream().sorted().collect(Collectors.joining("\", \"", "\"", "\"")) + ".";
    }

    private Destination byId(IncomingRequest incoming, String text) {
        SandboxId id;
        try {
            id = SandboxId.parse(text);
        } catch (MalformedSandboxIdException malformed) {
            return refusal(Refusal.MALFORMED, incoming, message(malformed));
        }
        StubSession session = sessions.get(id);
        return session != null ? session.stubs(incoming.service()) : refusal(Refusal.ENDED, incoming, reason(id));
    }

    /** Returns why there is no such sandbox; that it has ended says more than that some other registry does not know it. */
    private String reason(SandboxId id) {
        String reason =
                "Nobody has opened a sandbox " + id.abbreviated() + " with these stubs. Send the id of an open one.";
        for (SandboxRegistry registry : registries) {
            try {
                ManagedSandbox open = registry.find(id);
                return "Sandbox " + open + " has no stubs any more: it is being ended.";
            } catch (SandboxEndedException ended) {
                return message(ended);
            } catch (ForeignSandboxException foreign) {
                reason = message(foreign);
            } catch (IsolarioException unknown) {
                reason = message(unknown);
            }
        }
        return reason;
    }

    private static String message(IsolarioException exception) {
        return String.valueOf(exception.getMessage());
    }

    /** A thread of ours has no sandbox of its own, unless a test shares its sandbox or allows the thread. */
    private Destination byThread(IncomingRequest incoming) {
        Optional<StubSession> shared = registries.stream()
                .flatMap(registry -> registry.current().stream())
                .flatMap(sandbox -> Stream.ofNullable(sessions.get(sandbox.id())))
                .findFirst();
        return shared.isPresent() ? shared.get().stubs(incoming.service()) : unowned(incoming);
    }

    private Refusal unowned(IncomingRequest incoming) {
        List<StubSession> owners = sessions.values().stream()
                .filter(session -> wouldServe(session, incoming.service(), incoming.request()))
                .toList();
        owners.forEach(owner -> owner.stubs(incoming.service()).answers().wasMissed(incoming.title()));
        return refusal(Refusal.NO_SANDBOX, incoming, Unowned.explain(owners, sessions.size(), incoming.service()));
    }

    private static boolean wouldServe(StubSession session, String service, Request request) {
        ServiceStubs stubs = session.opened(service);
        return stubs != null && stubs.wouldServe(request);
    }

    private static Refusal refusal(int status, IncomingRequest incoming, String reason) {
        return new Refusal(
                status, "Request to \"" + incoming.service() + "\" refused: " + incoming.title() + ". " + reason);
    }
}
