package io.isolario.springboot.scoped;

import com.google.errorprone.annotations.MustBeClosed;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.QuiescenceTimeoutException;
import io.isolario.core.RefusalException;
import io.isolario.core.ResourceSession;
import io.isolario.core.SandboxState;
import io.isolario.core.Scope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instances that one sandbox has of beans, from its opening to its end.
 *
 * <p>They are stopped before the drain, as everything that a sandbox has started, but not before the work that they are to do has
 * been done: a consumer that is stopped earlier would leave it undone.
 */
public final class ScopedInstances implements ResourceSession {

    private static final Logger LOG = LoggerFactory.getLogger(ScopedInstances.class);

    private final ManagedSandbox sandbox;
    private final ScopableBeans scopable;
    // Written under the lock; read by whoever calls a bean.
    private final Map<String, Object> byName = new ConcurrentHashMap<>();
    // All names that byName has had: whoever calls such a bean when its instance is gone must not get the original.
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Set<String> names = new LinkedHashSet<>();

    // Beans of mere configuration that the others are given anew; nobody else sees these.
    @GuardedBy("lock")
    private final Set<String> configuration = new LinkedHashSet<>();

    // The one made last is first: it may use the others.
    @GuardedBy("lock")
    private final Deque<BeanGroup> groups = new ArrayDeque<>();

    // Set while a group is made, by the thread that makes it: its beans may use each other then.
    private volatile @Nullable BeanGroup beingMade;
    // Set once, by the thread that ends the sandbox.
    private volatile boolean stopped;

    ScopedInstances(ManagedSandbox sandbox, ScopableBeans scopable) {
        this.sandbox = sandbox;
        this.scopable = scopable;
    }

    /**
     * Returns the instance of a bean; empty if the sandbox has never had one of its own.
     *
     * @throws RefusalException if it has none any more, or none at the moment
     */
    Optional<Object> find(String beanName) {
        Optional<Object> instance = Optional.ofNullable(byName.get(beanName))
                .or(() -> findBeingMade(beanName))
                // It may have been made between these two looks.
                .or(() -> Optional.ofNullable(byName.get(beanName)));
        if (instance.isPresent() || known.contains(beanName)) {
            sandbox.requireUsable("use its instance of bean \"" + beanName + "\"");
            requireNotStopped(beanName);
        }
        if (instance.isEmpty() && known.contains(beanName)) {
            throw goneFor(beanName);
        }
        return instance;
    }

    private RefusalException goneFor(String beanName) {
        return new RefusalException(
                "Thread \"" + Thread.currentThread().getName() + "\" cannot use bean \"" + beanName + "\": sandbox "
                        + sandbox + " has no instance of it at the moment, since a reset or a value that was"
                        + " configured makes it anew, or could not, and the original is not for sandboxes that have"
                        + " instances of their own. Wait in the test for sandbox.awaitQuiescence() before sandbox.reset()"
                        + " and sandbox.configure(..); if one of them failed, close the sandbox and open another.");
    }

    private void requireNotStopped(String beanName) {
        if (stopped && !lock.isHeldByCurrentThread()) {
            throw new RefusalException(
                    "Thread \"" + Thread.currentThread().getName() + "\" cannot use bean \"" + beanName
                            + "\": sandbox " + sandbox
                            + " is ending, and has stopped its instance, since no work was left. Wait in"
                            + " the test for what sets this off, then for sandbox.awaitQuiescence().");
        }
    }

    private Optional<Object> findBeingMade(String beanName) {
        BeanGroup group = beingMade;
        return group == null ? Optional.empty() : group.find(beanName);
    }

    /**
     * Makes and starts an instance of each bean of these types that has none yet.
     *
     * @param declaredBy who declares them, for messages
     */
    public void add(Set<Class<?>> types, String declaredBy) {
        lock.lock();
        try {
            Set<String> missing = new LinkedHashSet<>();
            types.forEach(type -> missing.addAll(beansOf(type, declaredBy)));
            missing.removeAll(names);
            if (!missing.isEmpty()) {
                create(missing);
                names.addAll(missing);
            }
        } finally {
            lock.unlock();
        }
    }

    private List<String> beansOf(Class<?> type, String declaredBy) {
        List<String> found = List.of(scopable.factory().getBeanNamesForType(type, true, false));
        if (found.isEmpty()) {
            throw refused(
                    type, declaredBy, "the application context has no bean of this type. Name the type of a bean");
        }
        for (String name : found) {
            scopable.scopability(name).reasonAgainst().ifPresent(reason -> {
                throw refused(type, declaredBy, "bean \"" + name + "\" cannot have one: " + reason);
            });
        }
        return found;
    }

    private RefusalException refused(Class<?> type, String declaredBy, String reason) {
        return new RefusalException("Sandbox " + sandbox + " has no instance of its own of " + type.getName()
                + ", which @SandboxScoped on " + declaredBy + " asks for: " + reason + ".");
    }

    @GuardedBy("lock")
    private void create(Set<String> beanNames) {
        Set<String> all = new LinkedHashSet<>(configuration);
        all.addAll(beanNames);
        BeanGroup group = new BeanGroup(scopable.factory(), all);
        groups.push(group);
        try (Scope scope = Scope.hosting(sandbox)) {
            beingMade = group;
            Map<String, Object> made = group.make();
            known.addAll(made.keySet());
            byName.putAll(made);
            beingMade = null;
            group.start();
        } finally {
            beingMade = null;
        }
    }

    /** Returns the beans that the sandbox has instances of. */
    public Set<String> names() {
        lock.lock();
        try {
            return Set.copyOf(names);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Makes all instances anew, once the work that is on its way has ended, with these beans of configuration made anew as well.
     *
     * @throws QuiescenceTimeoutException if the work does not end; it keeps its instances then
     */
    public void remakeWith(Set<String> beansOfConfiguration) {
        sandbox.awaitQuiescence();
        lock.lock();
        try {
            configuration.addAll(beansOfConfiguration);
            remake();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void reset() {
        lock.lock();
        try {
            remake();
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void remake() {
        closeAndForget();
        if (!names.isEmpty()) {
            create(names);
        }
    }

    /** What an instance has in its memory cannot be put back, so there is a state to go back to only while there are none. */
    @Override
    public Optional<Mark> mark() {
        lock.lock();
        try {
            return names.isEmpty() ? Optional.of(this::forgetAll) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void forgetAll() {
        lock.lock();
        try {
            closeAndForget();
            names.clear();
            known.clear();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stop() {
        if (byName.isEmpty()) {
            // There may be instances that were made in vain.
            close();
            return;
        }
        awaitWorkOnItsWay();
        stopped = true;
        // Whoever got hold of an instance before that must be done with it too.
        awaitWorkOnItsWay();
        close();
    }

    private void awaitWorkOnItsWay() {
        try {
            sandbox.awaitQuiescence();
        } catch (QuiescenceTimeoutException outstanding) {
            LOG.debug("The drain of sandbox {} will report on this.", sandbox, outstanding);
        }
    }

    /** Also closes, which is left to do when a later resource could not be opened. */
    @Override
    public void release() {
        closeAndForget();
    }

    private void closeAndForget() {
        try {
            close();
        } finally {
            byName.clear();
        }
    }

    private void close() {
        lock.lock();
        try {
            Failures failures = new Failures();
            for (BeanGroup group = groups.poll(); group != null; group = groups.poll()) {
                BeanGroup each = group;
                failures.collect(() -> close(each));
            }
            failures.orThrow();
        } finally {
            lock.unlock();
        }
    }

    private void close(BeanGroup group) {
        try (Scope scope = scopeOfClosing()) {
            group.close();
        }
    }

    /** Nobody can enter a sandbox that has ended, and what is left of it must not be closed in another one. */
    @MustBeClosed
    private Scope scopeOfClosing() {
        return sandbox.state() == SandboxState.ENDED ? Scope.detached() : sandbox.enter();
    }
}
