package io.isolario.junit;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.Sandbox;
import io.isolario.core.SandboxFailedError;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.core.event.Mails;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * Opens a sandbox for each test at the first callback that there is: before its instance is created, so that whatever other
 * extensions do for the test is done in the sandbox, or, when tests share an instance, before its first {@code BeforeEachCallback}.
 *
 * <p>Several of these at one test share its sandbox. All state is in stores of JUnit, which close it.
 */
abstract class SandboxLifecycle extends SandboxInvocations
        implements TestInstancePreConstructCallback, BeforeAllCallback, BeforeEachCallback, ParameterResolver {

    static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SandboxLifecycle.class);

    SandboxLifecycle() {}

    /** Returns the registry to open a sandbox of; called outside every sandbox. */
    abstract SandboxRegistry registryFor(ExtensionContext test) throws Exception;

    /** Gives a sandbox what its test has declared; called outside every sandbox. */
    void prepare(ManagedSandbox sandbox, ExtensionContext test) throws Exception {}

    /** Returns what the whole run has under a key, computed for whoever asks first. */
    @SuppressWarnings("deprecation") // Its successor came with JUnit 6.
    static <K, V> V ofTheRun(ExtensionContext context, K key, Class<V> type, Function<K, V> creator) {
        V value = context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(key, creator, type);
        return Objects.requireNonNull(value);
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        DetachedClass.begin(context);
    }

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factoryContext, ExtensionContext context)
            throws Exception {
        if (context.getTestMethod().isPresent()) {
            openOnce(context);
        } else {
            DetachedClass.begin(context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        openOnce(context);
        TestSandbox ofTest = TestSandbox.of(context);
        if (ofTest != null && ofTest.openedBy(this)) {
            ofTest.instanceIsReady(context);
        }
    }

    private void openOnce(ExtensionContext test) throws Exception {
        if (TestSandbox.of(test) == null) {
            SandboxRegistry registry = locateRegistry(test);
            SandboxAttributes attributes = SandboxAttributes.of(test);
            ClassFixture fixture = fixtureOf(test, registry, attributes);
            // Finding the registry may start the application, which is no test's own time.
            SuiteSummary.Run run = SuiteSummary.ofThisJvm().opened();
            SandboxOptions.Builder options = attributes.options();
            fixture.arranged().ifPresent(options::fixture);
            ManagedSandbox sandbox = openPrepared(registry, options.build(), test);
            TestSandbox.enter(sandbox, this, test, run);
            fixture.begin(sandbox, test);
        }
    }

    private static ClassFixture fixtureOf(ExtensionContext test, SandboxRegistry registry, SandboxAttributes attributes)
            throws Exception {
        // As above: whatever JUnit interrupted with this test, the fixture has no part in it.
        try (Scope scope = Scope.detached()) {
            return ClassFixture.of(test, registry, attributes);
        }
    }

    private ManagedSandbox openPrepared(SandboxRegistry registry, SandboxOptions options, ExtensionContext test)
            throws Exception {
        ManagedSandbox sandbox = registry.open(options);
        try (Scope scope = Scope.detached()) {
            prepare(sandbox, test);
            return sandbox;
        } catch (Exception | Error failure) {
            closeAfter(failure, sandbox);
            throw failure;
        }
    }

    private static void closeAfter(Throwable failure, ManagedSandbox sandbox) {
        try {
            sandbox.close();
        } catch (SandboxFailedError alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    private SandboxRegistry locateRegistry(ExtensionContext test) throws Exception {
        // JUnit may call this inside the join() of another test, on its thread.
        try (Scope scope = Scope.detached()) {
            return registryFor(test);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameterContext, ExtensionContext context) {
        Class<?> type = parameterContext.getParameter().getType();
        if (!isSandbox(type) && type != Mails.class && !ClassFixture.provides(type, context)) {
            return false;
        }
        TestSandbox ofTest = TestSandbox.of(context);
        return ofTest == null || ofTest.openedBy(this);
    }

    @Override
    public @Nullable Object resolveParameter(ParameterContext parameterContext, ExtensionContext context) {
        TestSandbox ofTest = TestSandbox.of(context);
        boolean ofFixture = parameterContext.getDeclaringExecutable().isAnnotationPresent(SandboxFixture.class);
        if (ofTest == null && !ofFixture) {
            throw new ParameterResolutionException(
                    "No sandbox for parameter \"" + parameterContext.getParameter() + "\" of "
                            + parameterContext.getDeclaringExecutable() + ": it runs once for the class, and a sandbox"
                            + " belongs to one test. Take the parameter in a test method, or in a @BeforeEach or"
                            + " @AfterEach method.");
        }
        ManagedSandbox sandbox = ofTest == null ? ManagedSandbox.current().orElseThrow() : ofTest.sandbox();
        Class<?> type = parameterContext.getParameter().getType();
        if (isSandbox(type)) {
            return sandbox;
        }
        return type == Mails.class ? sandbox.mails() : valueOfFixture(type, sandbox, parameterContext, context);
    }

    private static boolean isSandbox(Class<?> type) {
        return type == Sandbox.class || type == ManagedSandbox.class;
    }

    private static @Nullable Object valueOfFixture(
            Class<?> type, ManagedSandbox sandbox, ParameterContext parameterContext, ExtensionContext context) {
        return FixtureValues.find(type, sandbox, context)
                .orElseThrow(() -> new ParameterResolutionException("No value for parameter \""
                        + parameterContext.getParameter() + "\" of " + parameterContext.getDeclaringExecutable()
                        + ": the fixture that returns it has not run before. Let it be a fixture of a superclass or of an"
                        + " enclosing class, or make one method of the two."))
                .orElse(null);
    }
}
