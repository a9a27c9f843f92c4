package io.isolario.wiremock;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import io.isolario.core.ResourceSession;
import io.isolario.core.remote.RemotePart;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The stubs of one sandbox; those of a service are made when somebody first asks for them. Thread-safe. */
public final class StubSession implements ResourceSession, RemotePart.Stubs {

    private final ManagedSandbox sandbox;
    private final StubRouter switchboard;
    private final Map<String, ServiceStubs> services = new ConcurrentHashMap<>();
    private final Map<String, Service> real = new ConcurrentHashMap<>();

    StubSession(ManagedSandbox sandbox, StubRouter switchboard) {
        this.sandbox = sandbox;
        this.switchboard = switchboard;
    }

    public static StubSession of(ManagedSandbox sandbox) {
        sandbox.requireUsable("use its stubs");
        return sandbox.findSession(StubSession.class)
                .orElseThrow(() -> new RefusalException("Sandbox " + sandbox + " has no stubs: its registry \""
                        + sandbox.registry().name()
                        + "\" has no resource for them. Give SandboxStubs.resource() to SandboxRegistry.builder() or"
                        + " SandboxExtension.with(..); with Spring Boot, set isolario.stubs.<service>.property to the"
                        + " property that holds the URL of the service."));
    }

    ManagedSandbox sandbox() {
        return sandbox;
    }

    ServiceStubs stubs(String service) {
        ServiceStubs existing = services.get(service);
        return existing != null ? existing : open(switchboard.service(service));
    }

    private ServiceStubs open(Service service) {
        return services.computeIfAbsent(
                service.name(),
                name -> new ServiceStubs(sandbox, real.getOrDefault(name, service), switchboard.settings()));
    }

    /** Puts the real service in the place of the stubs until the end, whatever is reset. */
    public void useReal(String name, boolean recorded) {
        Service service = switchboard.service(name).whichIsReal(recorded);
        real.put(name, service);
        ServiceStubs opened = services.get(name);
        if (opened != null) {
            opened.become(service);
        }
    }

    /** Returns the stubs of a service if somebody has asked for them before. */
    @Nullable
    ServiceStubs opened(String service) {
        return services.get(service);
    }

    private Collection<ServiceStubs> all() {
        return services.values();
    }

    @Override
    public Object read(Map<String, String> parameters) {
        return RemoteStubs.read(all());
    }

    @Override
    public Object write(Map<String, Object> value) {
        return RemoteStubs.write(this, value);
    }

    @Override
    public void reset() {
        all().forEach(ServiceStubs::reset);
    }

    /** Stubs are not remembered one by one, so there is a state to go back to only before the first. */
    @Override
    public Optional<Mark> mark() {
        return services.isEmpty() ? Optional.of(this::reset) : Optional.empty();
    }

    @Override
    public List<String> verify() {
        return all().stream().flatMap(stubs -> stubs.verify().stream()).toList();
    }

    @Override
    public void undo() {
        switchboard.remove(sandbox);
        services.clear();
    }

    @Override
    public void release() {
        switchboard.remove(sandbox);
    }
}
