package io.isolario.core;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry of one application; {@link SandboxDirectory} keeps who is open. */
final class DefaultSandboxRegistry implements SandboxRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxRegistry.class);

    private final String name;
    private final List<SandboxResource<?>> resources;
    private final UnownedWork unownedWork;
    private final Optional<Isolation> defaultIsolation;
    private final Map<Class<?>, Object> shared = new ConcurrentHashMap<>();
    private final TimeoutSupervisor supervisor;
    private final SandboxDirectory directory;

    DefaultSandboxRegistry(
            String name,
            List<SandboxResource<?>> resources,
            UnownedWork unownedWork,
            Optional<Isolation> defaultIsolation) {
        this.name = name;
        this.resources = resources;
        this.unownedWork = unownedWork;
        this.defaultIsolation = defaultIsolation;
        this.supervisor = new TimeoutSupervisor(name);
        this.directory = new SandboxDirectory(name);
    }

    TimeoutSupervisor supervisor() {
        return supervisor;
    }

    void register() {
        resources.forEach(resource -> resource.attach(this));
        ContextSlot.registries().add(this);
    }

    @Override
    public String name() {
        return name;
    }

    List<SandboxResource<?>> resources() {
        return resources;
    }

    List<String> resourceNames() {
        return resources.stream().map(SandboxResource::name).toList();
    }

    @Override
    public ManagedSandbox open(SandboxOptions options) {
        options.fixture().ifPresent(fixture -> fixture.requireOf(this, options.owner()));
        DefaultSandbox sandbox = new DefaultSandbox(this, options, isolationOf(options));
        directory.admit(sandbox);
        sandbox.work().open();
        // What opening sets off, such as the first connection of a pool, belongs to the application and not to a
        // sandbox.
        try (Scope scope = Scope.detached()) {
            sandbox.sessions().open(resources, sandbox);
        } catch (RuntimeException | Error failure) {
            sandbox.work().seal();
            forget(sandbox);
            throw failure;
        }
        sandbox.journal()
                .add(JournalKind.LIFECYCLE, "opened with " + sandbox.isolation() + " isolation by " + options.owner());
        publish(sandbox);
        supervisor.watch(sandbox);
        return sandbox;
    }

    private Isolation isolationOf(SandboxOptions options) {
        return options.isolation().or(() -> defaultIsolation).orElseGet(() -> isolationOfResources(options));
    }

    /** The strongest isolation that all resources with a say can do. */
    private Isolation isolationOfResources(SandboxOptions options) {
        Set<Isolation> preferred = EnumSet.noneOf(Isolation.class);
        for (SandboxResource<?> resource : resources) {
            try {
                resource.preferredIsolation().ifPresent(preferred::add);
            } catch (Exception failure) {
                throw new SandboxOpeningException(
                        "A sandbox for \"" + options.owner() + "\" was not opened: resource \"" + resource.name()
                                + "\" could not say which isolation it can do: " + failure,
                        failure);
            }
        }
        return preferred.equals(EnumSet.of(Isolation.DATABASE)) ? Isolation.DATABASE : Isolation.TRANSACTION;
    }

    @Override
    public <T> T shared(Class<T> type, Supplier<? extends T> creator) {
        return type.cast(shared.computeIfAbsent(type, first -> creator.get()));
    }

    private void publish(DefaultSandbox sandbox) {
        try {
            directory.publish(sandbox);
        } catch (IllegalStateException closedMeanwhile) {
            logIfFailed(sandbox.end(EndReason.REGISTRY_CLOSED));
            throw closedMeanwhile;
        }
    }

    /** Takes a sandbox out: it has ended, or was never fully opened. */
    void forget(DefaultSandbox sandbox) {
        ContextSlot.allowances().stream()
                .filter(allowance -> allowance.sandbox() == sandbox)
                .forEach(ThreadAllowance::close);
        supervisor.leave(sandbox);
        directory.remove(sandbox);
    }

    @Override
    public ManagedSandbox find(SandboxId id) {
        DefaultSandbox sandbox = directory.find(id);
        if (sandbox == null) {
            throw unknown(id);
        }
        return sandbox;
    }

    boolean knows(SandboxId id) {
        return directory.knows(id);
    }

    private IsolarioException unknown(SandboxId id) {
        DefaultSandboxRegistry other = ContextSlot.registryOf(id);
        if (other != null && other != this) {
            return new ForeignSandboxException("Sandbox " + id + " belongs to application \"" + other.name
                    + "\", but application \"" + name + "\" was asked for it. "
                    + "Open a sandbox in the application that is called, and send that one's carrier.");
        }
        return new UnknownSandboxException("No sandbox " + id + " in application \"" + name
                + "\": it was never opened here, or the application was restarted since. "
                + "Open a sandbox first (POST /isolario/sandboxes, or SandboxRegistry.open).");
    }

    @Override
    public Optional<ManagedSandbox> current() {
        BoundScope scope = ContextSlot.innermost();
        DefaultSandbox sandbox = ContextSlot.use();
        if (sandbox == null) {
            return scope != null ? Optional.empty() : Optional.ofNullable(directory.shared());
        }
        if (sandbox.registry() != this) {
            throw new ForeignSandboxException("Thread \""
                    + Thread.currentThread().getName() + "\" is in sandbox "
                    + sandbox + " of application \"" + sandbox.registry().name + "\", but called into application \""
                    + name + "\". A sandbox isolates one application: call the other one through its public interface, "
                    + "or open a sandbox there too.");
        }
        return Optional.of(sandbox);
    }

    @Override
    public List<ManagedSandbox> openSandboxes() {
        return directory.open();
    }

    @Override
    public UnownedAccess mode() {
        if (directory.shared() != null) {
            return UnownedAccess.SHARED;
        }
        BoundScope scope = ContextSlot.innermost();
        boolean onBaseline = scope != null && scope.baselineOf() == this;
        return !directory.anyAdmitted() || unownedWork == UnownedWork.PASS || onBaseline
                ? UnownedAccess.AUTO
                : UnownedAccess.MANUAL;
    }

    @Override
    public int highestNumberAtOnce() {
        return directory.highestNumberAtOnce();
    }

    @Nullable
    DefaultSandbox shared() {
        return directory.shared();
    }

    Sharing share(DefaultSandbox sandbox) {
        return directory.share(sandbox);
    }

    @Override
    public <T> T runOnBaseline(Callable<T> action) throws Exception {
        directory.beginBaselineAction();
        try (Scope scope = BoundScope.openOnBaseline(this)) {
            return action.call();
        } finally {
            directory.endBaselineAction();
        }
    }

    @Override
    public void noteUnowned(String text) {
        directory.open().forEach(sandbox -> sandbox.journal().addUnowned(text));
    }

    @Override
    public String explainUnowned() {
        List<ManagedSandbox> open = openSandboxes();
        return "Thread \"" + Thread.currentThread().getName() + "\" has no sandbox in application \"" + name
                + "\": it is in no scope, no allowance matches it and no sandbox is shared. "
                + (open.isEmpty() ? "No sandbox is open now. " : "Open sandboxes: " + describe(open) + ". ")
                + "Ways out: submit the work through SandboxContext.wrap(executor), call sandbox.allow(thread), "
                + "send the sandbox's carrier with the request, write before the first sandbox or in "
                + "SandboxRegistry.runOnBaseline(..), or build the registry with unownedWork(PASS).";
    }

    private static String describe(List<ManagedSandbox> sandboxes) {
        int shown = Math.min(5, sandboxes.size());
        String names = String.join(
                ", ",
                sandboxes.stream().limit(shown).map(ManagedSandbox::toString).toList());
        return sandboxes.size() > shown ? names + " and " + (sandboxes.size() - shown) + " more" : names;
    }

    @Override
    public void close() {
        if (!directory.close()) {
            return;
        }
        for (ManagedSandbox each : openSandboxes()) {
            DefaultSandbox sandbox = (DefaultSandbox) each;
            // A cleanup that stops the application closes this registry while its sandbox ends: that end needs no
            // other.
            if (!sandbox.isBeingEndedByThisThread()) {
                logIfFailed(sandbox.end(EndReason.REGISTRY_CLOSED));
            }
        }
        supervisor.close();
        closeResources();
        ContextSlot.registries().remove(this);
    }

    private void closeResources() {
        try (Scope scope = Scope.detached()) {
            for (int i = resources.size() - 1; i >= 0; i--) {
                closeOne(resources.get(i));
            }
        }
    }

    private void closeOne(SandboxResource<?> resource) {
        try {
            resource.close();
        } catch (Exception failure) {
            LOG.warn("Resource \"{}\" of registry \"{}\" could not be closed", resource.name(), name, failure);
        }
    }

    private static void logIfFailed(CloseReport report) {
        if (!report.problems().isEmpty()) {
            LOG.warn("Sandbox \"{}\" ({}) ended with its registry: {}", report.owner(), report.id(), report.problems());
        }
    }

    @Override
    public String toString() {
        return "SandboxRegistry{" + name + ", resources=" + resourceNames() + "}";
    }
}
