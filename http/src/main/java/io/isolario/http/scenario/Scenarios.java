package io.isolario.http.scenario;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.ResourceSession;
import io.isolario.core.Sandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import io.isolario.core.Scope;
import io.isolario.core.work.Work;
import io.isolario.core.work.WorkKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the registered scenarios in one sandbox: {@code Scenarios.of(sandbox).run("shop", new Shop("Ana's", 3))}.
 *
 * <p>An action runs on the calling thread, which is bound to the sandbox meanwhile, and is work of the sandbox. Thread-safe.
 */
public final class Scenarios implements ResourceSession {

    private final ManagedSandbox sandbox;
    private final ScenarioCatalog catalog;

    private Scenarios(ManagedSandbox sandbox, ScenarioCatalog catalog) {
        this.sandbox = sandbox;
        this.catalog = catalog;
    }

    /**
     * Returns the scenarios, to run them in {@code sandbox}.
     *
     * @throws io.isolario.core.RefusalException if nothing runs scenarios in its registry
     */
    public static Scenarios of(Sandbox sandbox) {
        return ManagedSandbox.of(sandbox).session(Scenarios.class);
    }

    /** Returns the resource by which a registry knows these scenarios. */
    public static SandboxResource<Scenarios> of(Scenario<?>... scenarios) {
        List<Scenario<?>> all = List.of(scenarios);
        return resource(() -> all);
    }

    /** Returns the resource by which a registry knows the scenarios that are supplied when somebody first asks for one. */
    public static SandboxResource<Scenarios> resource(Supplier<? extends Collection<? extends Scenario<?>>> scenarios) {
        return new Resource(new ScenarioCatalog(scenarios));
    }

    private record Resource(ScenarioCatalog catalog) implements SandboxResource<Scenarios> {

        @Override
        public String name() {
            return "scenarios";
        }

        @Override
        public Class<Scenarios> sessionType() {
            return Scenarios.class;
        }

        @Override
        public Scenarios open(ManagedSandbox sandbox) {
            return new Scenarios(sandbox, catalog);
        }

        @Override
        public void attach(SandboxRegistry registry) {
            registry.shared(ScenarioCatalog.class, () -> catalog);
        }
    }

    @Override
    public Optional<Mark> mark() {
        return Optional.of(Mark.NOTHING);
    }

    /** Returns what can be run. */
    public ScenarioCatalog catalog() {
        return catalog;
    }

    /**
     * Runs a scenario that takes no arguments, or leaves them all out.
     *
     * @throws UnknownScenarioException if there is none of that name
     * @throws ScenarioArgumentsException if it needs arguments
     * @throws ScenarioFailedException if it throws
     */
    public @Nullable Object run(String name) {
        return run(ScenarioKind.SCENARIO, name, Map.of());
    }

    /**
     * Runs a scenario.
     *
     * @return what its action returned
     * @throws UnknownScenarioException if there is none of that name
     * @throws ScenarioArgumentsException if it takes another record
     * @throws ScenarioFailedException if it throws
     */
    public @Nullable Object run(String name, Record arguments) {
        return run(catalog.find(ScenarioKind.SCENARIO, name), arguments);
    }

    /**
     * Makes one thing by a factory.
     *
     * @return what its action returned
     * @throws UnknownScenarioException if there is none of that name
     * @throws ScenarioArgumentsException if it takes another record
     * @throws ScenarioFailedException if it throws
     */
    public @Nullable Object create(String factory, Record arguments) {
        return run(catalog.find(ScenarioKind.FACTORY, factory), arguments);
    }

    /**
     * Logs somebody in.
     *
     * @throws UnknownScenarioException if no login is registered
     * @throws ScenarioArgumentsException if it takes another record
     * @throws ScenarioFailedException if it throws
     */
    public LoggedIn login(Record arguments) {
        return loggedIn(run(catalog.find(ScenarioKind.LOGIN, "login"), arguments));
    }

    /**
     * Runs a scenario of any kind with arguments as JSON has them: maps, lists, texts, numbers, booleans.
     *
     * @return what its action returned
     * @throws UnknownScenarioException if there is none of that kind and name
     * @throws ScenarioArgumentsException if the arguments are not what it takes; nothing was run then
     * @throws ScenarioFailedException if it throws
     */
    public @Nullable Object run(ScenarioKind kind, String name, Map<String, ?> arguments) {
        Scenario<?> scenario = catalog.find(kind, name);
        return run(scenario, ArgumentBinding.bind(scenario, arguments));
    }

    /** Returns the result of a login as what it is. */
    private static LoggedIn loggedIn(@Nullable Object result) {
        if (result instanceof LoggedIn login) {
            return login;
        }
        throw new IllegalStateException("The login returned no LoggedIn, but " + result + ".");
    }

    private @Nullable Object run(Scenario<?> scenario, Record arguments) {
        if (!scenario.arguments().isInstance(arguments)) {
            String problem = "It takes a " + scenario.arguments().getSimpleName() + ", not a "
                    + arguments.getClass().getSimpleName() + ".";
            throw new ScenarioArgumentsException("Wrong arguments for " + scenario + ": " + problem, List.of(problem));
        }
        Work work = sandbox.begin(WorkKind.TASK, scenario.toString());
        work.runningHere();
        try (Scope scope = sandbox.enter()) {
            return scenario.run(sandbox, arguments);
        } catch (Exception failure) {
            throw new ScenarioFailedException(
                    "The " + scenario + " failed in sandbox " + sandbox + ": " + failure, failure);
        } finally {
            work.end();
        }
    }
}
