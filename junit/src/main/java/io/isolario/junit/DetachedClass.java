package io.isolario.junit;

import io.isolario.core.Scope;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Keeps a class outside every sandbox from its first callback to its last.
 *
 * <p>It matters when JUnit runs the class inside the {@code join()} of a test of another class: what that class starts, such as an
 * application, must not be started in the sandbox of that test. Its own tests have scopes of their own above this one.
 */
@SuppressWarnings("deprecation")
final class DetachedClass implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    private static final String KEY = "detached ";

    private final Scope scope;

    @SuppressWarnings("MustBeClosedChecker") // close() closes it
    private DetachedClass() {
        this.scope = Scope.detached();
    }

    /** Detaches the calling thread until JUnit has ended the class; does nothing when it did so before. */
    static void begin(ExtensionContext classContext) {
        ExtensionContext.Store store = classContext.getStore(SandboxLifecycle.NAMESPACE);
        // A store also finds what the stores of enclosing classes have, and those may be on other threads.
        String key = KEY + classContext.getUniqueId();
        if (store.get(key) == null) {
            store.put(key, new DetachedClass());
        }
    }

    @Override
    public void close() {
        scope.close();
    }
}
