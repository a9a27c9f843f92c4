package io.isolario.wiremock;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Gives each sandbox stubs behind the one port. Thread-safe. */
final class StubResource implements SandboxResource<StubSession> {

    private final StubRouter switchboard;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final List<SandboxRegistry> registries = new ArrayList<>();

    @GuardedBy("lock")
    private int closed;

    StubResource(StubRouter switchboard) {
        this.switchboard = switchboard;
    }

    StubRouter switchboard() {
        return switchboard;
    }

    @Override
    public String name() {
        return "stubs";
    }

    @Override
    public Class<StubSession> sessionType() {
        return StubSession.class;
    }

    @Override
    public StubSession open(ManagedSandbox sandbox) {
        return switchboard.open(sandbox);
    }

    @Override
    public void attach(SandboxRegistry registry) {
        lock.lock();
        try {
            registries.add(registry);
            switchboard.attach(registry);
        } finally {
            lock.unlock();
        }
    }

    /** Nobody says which registry it is that is closed, so those that share this resource are given up together with the last. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (++closed == registries.size()) {
                switchboard.detach(registries);
                registries.clear();
                closed = 0;
            }
        } finally {
            lock.unlock();
        }
    }
}
