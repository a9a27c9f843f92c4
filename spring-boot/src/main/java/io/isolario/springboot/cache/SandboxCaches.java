package io.isolario.springboot.cache;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.ResourceSession;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.cache.Cache;

/** The caches of one sandbox, empty when it is opened and gone with it. Thread-safe. */
final class SandboxCaches implements ResourceSession {

    private final ManagedSandbox sandbox;
    private final Map<SandboxCache.Key, Cache> twins = new ConcurrentHashMap<>();

    SandboxCaches(ManagedSandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Returns what the sandbox has instead of a cache. */
    Cache twinOf(SandboxCache cache) {
        sandbox.requireUsable("use cache \"" + cache.getName() + "\"");
        return twins.computeIfAbsent(cache.key(), same -> cache.twin());
    }

    @Override
    public void reset() {
        twins.clear();
    }

    /** Going back empties the caches: what was cached since must go, and what was before is loaded again. */
    @Override
    public Optional<Mark> mark() {
        return Optional.of(twins::clear);
    }

    @Override
    public void release() {
        twins.clear();
    }
}
