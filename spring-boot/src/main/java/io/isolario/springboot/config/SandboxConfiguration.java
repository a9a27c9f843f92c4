package io.isolario.springboot.config;

import io.isolario.core.Configurable;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.QuiescenceTimeoutException;
import io.isolario.core.RefusalException;
import io.isolario.core.ResourceSession;
import io.isolario.springboot.scoped.ScopedInstances;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values that one sandbox has configured. */
final class SandboxConfiguration implements ResourceSession, Configurable {

    private final ManagedSandbox sandbox;
    private final CopiedProperties copied;
    private final Map<PropertyKey, String> values = new ConcurrentHashMap<>();
    // One configures at a time; whoever asks for a value does not wait.
    private final ReentrantLock lock = new ReentrantLock();

    SandboxConfiguration(ManagedSandbox sandbox, CopiedProperties copied) {
        this.sandbox = sandbox;
        this.copied = copied;
    }

    @Nullable
    String value(String name) {
        return values.isEmpty() ? null : values.get(PropertyKey.of(name));
    }

    @Override
    public void configure(String key, String value) {
        sandbox.requireUsable("configure \"" + key + "\"");
        lock.lock();
        try {
            List<CopiedProperty> copies = copied.of(key);
            Set<String> own = instances().map(ScopedInstances::names).orElse(Set.of());
            List<CopiedProperty> unseen =
                    copies.stream().filter(copy -> !copy.isSeenBy(own)).toList();
            if (!unseen.isEmpty()) {
                throw refused(key, unseen);
            }
            put(PropertyKey.of(key), value, copies);
        } finally {
            lock.unlock();
        }
    }

    private Optional<ScopedInstances> instances() {
        return sandbox.findSession(ScopedInstances.class);
    }

    private void put(PropertyKey key, String value, List<CopiedProperty> copies) {
        String before = values.put(key, value);
        try {
            copyAnew(copies);
        } catch (QuiescenceTimeoutException outstanding) {
            // Nothing has been made anew.
            putBack(key, before);
            throw outstanding;
        } catch (RuntimeException | Error failure) {
            // Say, a value that cannot be converted.
            putBack(key, before);
            copyAnew(copies);
            throw failure;
        }
    }

    private void putBack(PropertyKey key, @Nullable String before) {
        if (before == null) {
            values.remove(key);
        } else {
            values.put(key, before);
        }
    }

    /** Lets the sandbox's instances of the beans that have copied a value copy it anew. */
    private void copyAnew(List<CopiedProperty> copies) {
        if (!copies.isEmpty()) {
            Set<String> beans = copies.stream().map(CopiedProperty::beanName).collect(Collectors.toSet());
            instances().ifPresent(instances -> instances.remakeWith(beans));
        }
    }

    private RefusalException refused(String key, List<CopiedProperty> unseen) {
        StringBuilder text = new StringBuilder("Property \"" + key + "\" cannot be configured for sandbox " + sandbox
                + ": when the application started it was copied, and the sandbox would not see another value there:");
        unseen.forEach(copy -> text.append("\n- ").append(copy.describe()));
        Set<String> types = new TreeSet<>();
        unseen.forEach(copy -> types.addAll(copy.typesToScope()));
        return new RefusalException(text.append("\nWays out: ")
                .append(
                        types.isEmpty()
                                ? ""
                                : "@SandboxScoped({" + String.join(", ", types) + "}) on the test class, so that"
                                        + " the sandbox has instances of its own, made anew with the value; ")
                .append("sandbox.replace(..) of such a bean by one with the value; or let the application ask the"
                        + " Environment when it needs the value.")
                .toString());
    }

    /** Forgets the values; beans that have seen them are made anew without. */
    @Override
    public void reset() {
        boolean any = !values.isEmpty();
        values.clear();
        if (any) {
            instances().filter(instances -> !instances.names().isEmpty()).ifPresent(ScopedInstances::reset);
        }
    }

    @Override
    public Optional<Mark> mark() {
        Map<PropertyKey, String> state = Map.copyOf(values);
        return Optional.of(() -> {
            values.clear();
            values.putAll(state);
        });
    }

    @Override
    public void release() {
        values.clear();
    }
}
