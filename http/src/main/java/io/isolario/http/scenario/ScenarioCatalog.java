package io.isolario.http.scenario;

import io.isolario.core.SandboxRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The scenarios that the test code of one application has registered.
 *
 * <p>They are asked for when somebody first wants to know, so that they may be made of the application's own parts. Thread-safe.
 */
public final class ScenarioCatalog {

    private final Supplier<? extends Collection<? extends Scenario<?>>> registered;
    private final ReentrantLock lock = new ReentrantLock();
    // Written once under the lock; read by everybody.
    private volatile @Nullable Map<ScenarioKind, Map<String, Scenario<?>>> byKind;

    ScenarioCatalog(Supplier<? extends Collection<? extends Scenario<?>>> registered) {
        this.registered = registered;
    }

    /** Returns the catalogue of an application; empty when its registry has no {@link Scenarios}. */
    public static ScenarioCatalog of(SandboxRegistry registry) {
        return registry.shared(ScenarioCatalog.class, () -> new ScenarioCatalog(List::of));
    }

    /**
     * Returns the scenarios of one kind, in the order of their names.
     *
     * @throws IllegalStateException if two of a kind have the same name
     */
    public List<Scenario<?>> all(ScenarioKind kind) {
        return List.copyOf(scenarios(kind).values());
    }

    /**
     * Returns the scenario of a kind that has a name.
     *
     * @throws UnknownScenarioException if there is none
     */
    public Scenario<?> find(ScenarioKind kind, String name) {
        Map<String, Scenario<?>> scenarios = scenarios(kind);
        Scenario<?> found = scenarios.get(name);
        if (found == null) {
            throw new UnknownScenarioException(unknown(kind, name, List.copyOf(scenarios.keySet())));
        }
        return found;
    }

    private Map<String, Scenario<?>> scenarios(ScenarioKind kind) {
        Map<ScenarioKind, Map<String, Scenario<?>>> known = byKind;
        if (known == null) {
            lock.lock();
            try {
                known = collect();
                byKind = known;
            } finally {
                lock.unlock();
            }
        }
        return known.getOrDefault(kind, Map.of());
    }

    /**
     * Checks that a scenario could be run, without running it.
     *
     * @param arguments as JSON has them
     * @return the scenario
     * @throws UnknownScenarioException if there is none of that kind and name
     * @throws ScenarioArgumentsException if the arguments are not what it takes
     */
    public Scenario<?> check(ScenarioKind kind, String name, Map<String, ?> arguments) {
        Scenario<?> scenario = find(kind, name);
        ArgumentBinding.bind(scenario, arguments);
        return scenario;
    }

    private Map<ScenarioKind, Map<String, Scenario<?>>> collect() {
        Map<ScenarioKind, Map<String, Scenario<?>>> collected = new TreeMap<>();
        for (Scenario<?> each : registered.get()) {
            Map<String, Scenario<?>> sameKind = collected.computeIfAbsent(each.kind(), kind -> new TreeMap<>());
            if (sameKind.put(each.name(), each) != null) {
                throw new IllegalStateException(
                        "There are two of " + each + ". Give each a name of its own; there is only one login.");
            }
        }
        return collected;
    }

    private static String unknown(ScenarioKind kind, String name, List<String> known) {
        String word = kind.name().toLowerCase(Locale.ROOT);
        if (known.isEmpty()) {
            return "There is no " + word + " \"" + name + "\": none is registered. Register it in the test code, by"
                    + " Scenarios.resource(..) or, with Spring, as a bean of type Scenario.";
        }
        return "There is no " + word + " \"" + name + "\"."
                + ClosestName.to(name, known)
                        .map(similar -> " Did you mean \"" + similar + "\"?")
                        .orElse("")
                + " There are: " + String.join(", ", known) + ".";
    }
}
