package io.isolario.junit;

import io.isolario.core.Fixture;
import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the tests of a class begin with.
 *
 * @param arranged what was arranged once; empty if there is nothing, or if it has to be arranged for each test
 * @param perTest what is to be run in the sandbox of each test
 * @param values what the methods that were run once have returned
 */
record ClassFixture(Optional<Fixture> arranged, List<FixtureMethod> perTest, FixtureValues values) {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxFixture.class);
    private static final ClassFixture NONE = new ClassFixture(Optional.empty(), List.of(), new FixtureValues());

    private record Key(Class<?> type, SandboxRegistry registry, Optional<Isolation> isolation) {}

    /** Returns what a test begins with, arranged by whoever comes first; the others wait for it. */
    static ClassFixture of(ExtensionContext test, SandboxRegistry registry, SandboxAttributes attributes)
            throws Exception {
        ClassFixture fixture = NONE;
        for (ExtensionContext ofClass : classesFromTheOutermost(test)) {
            List<FixtureMethod> methods = methodsOf(ofClass);
            if (!methods.isEmpty()) {
                fixture = arrangedOnce(ofClass, methods, fixture, registry, attributes);
            }
        }
        return fixture;
    }

    /** Returns the contexts of the class of a test and of those around it. */
    private static List<ExtensionContext> classesFromTheOutermost(ExtensionContext test) {
        List<ExtensionContext> contexts = new ArrayList<>();
        for (Optional<ExtensionContext> at = Optional.of(test);
                at.isPresent();
                at = at.get().getParent()) {
            if (at.get().getTestClass().isPresent() && at.get().getTestMethod().isEmpty()) {
                contexts.add(0, at.get());
            }
        }
        return contexts;
    }

    @SuppressWarnings("deprecation") // Its successor came with JUnit 6.
    private static List<FixtureMethod> methodsOf(ExtensionContext ofClass) {
        Methods methods = ofClass.getStore(SandboxLifecycle.NAMESPACE)
                .getOrComputeIfAbsent(
                        ofClass.getRequiredTestClass(), type -> new Methods(FixtureMethod.of(type)), Methods.class);
        return java.util.Objects.requireNonNull(methods).all();
    }

    private record Methods(List<FixtureMethod> all) {}

    /** Returns whether a fixture of the class of a test, or of one around it, returns values of this type. */
    static boolean provides(Class<?> type, ExtensionContext context) {
        return classesFromTheOutermost(context).stream()
                .flatMap(ofClass -> methodsOf(ofClass).stream())
                .anyMatch(method -> method.provides(type));
    }

    @SuppressWarnings("deprecation") // Its successor came with JUnit 6.
    private static ClassFixture arrangedOnce(
            ExtensionContext ofClass,
            List<FixtureMethod> methods,
            ClassFixture outer,
            SandboxRegistry registry,
            SandboxAttributes attributes)
            throws Exception {
        Arrangement arrangement = ofClass.getStore(SandboxLifecycle.NAMESPACE)
                .getOrComputeIfAbsent(
                        new Key(ofClass.getRequiredTestClass(), registry, attributes.isolation()),
                        key -> new Arrangement(
                                OwnerLabel.of(ofClass), () -> outer.andThen(ofClass, methods, registry, attributes)),
                        Arrangement.class);
        return java.util.Objects.requireNonNull(arrangement).await();
    }

    /** Runs the methods of one class after what was arranged around it. */
    private ClassFixture andThen(
            ExtensionContext ofClass,
            List<FixtureMethod> methods,
            SandboxRegistry registry,
            SandboxAttributes attributes) {
        if (!perTest.isEmpty()) {
            return forEachTest(methods);
        }
        SandboxOptions.Builder options =
                attributes.options(OwnerLabel.of(ofClass) + " (fixture)").arranging();
        arranged.ifPresent(options::fixture);
        try (ManagedSandbox sandbox = registry.open(options.build())) {
            if (sandbox.isolation() == Isolation.TRANSACTION) {
                return announced(ofClass, methods, sandbox);
            }
            FixtureValues all = values.copy();
            all.belongTo(sandbox, ofClass);
            try (Scope scope = sandbox.enter()) {
                methods.forEach(method -> all.add(method, method.invoke(ofClass)));
            }
            Optional<Fixture> handedOn = sandbox.fixture();
            return handedOn.isPresent()
                    ? new ClassFixture(handedOn, List.of(), all)
                    : announced(ofClass, methods, sandbox);
        }
    }

    private ClassFixture announced(ExtensionContext ofClass, List<FixtureMethod> methods, ManagedSandbox sandbox) {
        LOG.info(
                "The fixture of {} runs for each test: isolation {} of {} cannot keep what it arranges. With lanes that are restored it"
                        + " runs once: isolation DATABASE on PostgreSQL.",
                OwnerLabel.of(ofClass),
                sandbox.isolation(),
                sandbox.registry().name());
        return forEachTest(methods);
    }

    private ClassFixture forEachTest(List<FixtureMethod> methods) {
        List<FixtureMethod> all = new ArrayList<>(perTest);
        all.addAll(methods);
        return new ClassFixture(arranged, List.copyOf(all), values);
    }

    /** Lets a test begin, in its sandbox: runs what has to be run for each test. */
    void begin(ManagedSandbox sandbox, ExtensionContext test) {
        if (arranged.isEmpty() && perTest.isEmpty()) {
            return;
        }
        FixtureValues ofTest = values.copy();
        ofTest.belongTo(sandbox, test);
        if (perTest.isEmpty()) {
            return;
        }
        perTest.forEach(method -> ofTest.add(method, method.invokeForOneTest(test)));
        sandbox.awaitQuiescence();
    }
}
