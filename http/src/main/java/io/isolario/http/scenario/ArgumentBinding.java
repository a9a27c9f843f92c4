package io.isolario.http.scenario;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the record that a scenario takes out of what JSON has, and collects all that is wrong rather than the first of it. */
final class ArgumentBinding {

    private final List<String> problems = new ArrayList<>();

    private ArgumentBinding() {}

    /**
     * Returns the arguments as the scenario takes them.
     *
     * @throws ScenarioArgumentsException if they are not what it takes
     */
    static Record bind(Scenario<?> scenario, Map<String, ?> given) {
        ArgumentBinding binding = new ArgumentBinding();
        Object bound = binding.record(scenario.arguments(), given, "");
        if (!binding.problems.isEmpty() || !(bound instanceof Record arguments)) {
            throw new ScenarioArgumentsException(
                    "Wrong arguments for " + scenario + ": " + String.join(" ", binding.problems) + " It takes "
                            + described(scenario.arguments()) + ".",
                    binding.problems);
        }
        return arguments;
    }

    private static String described(Class<?> type) {
        List<String> parts = Arrays.stream(type.getRecordComponents())
                .map(component -> component.getName() + " (" + Values.described(component.getGenericType())
                        + (ArgumentSchema.mayBeLeftOut(component) ? ", may be left out)" : ")"))
                .toList();
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }

    @Nullable
    Object record(Class<?> type, Map<?, ?> given, String path) {
        RecordComponent[] components = type.getRecordComponents();
        refuseUnknown(Arrays.stream(components).map(RecordComponent::getName).toList(), given, path);
        @Nullable Object[] values = new @Nullable Object[components.length];
        int before = problems.size();
        for (int i = 0; i < components.length; i++) {
            values[i] = component(components[i], given, path + components[i].getName());
        }
        return problems.size() > before ? null : create(type, components, values, path);
    }

    private void refuseUnknown(List<String> right, Map<?, ?> given, String path) {
        for (Object name : given.keySet()) {
            if (!right.contains(name)) {
                problems.add("There is no argument \"" + path + name + "\"."
                        + ClosestName.to(name.toString(), right)
                                .map(similar -> " Did you mean \"" + path + similar + "\"?")
                                .orElse(""));
            }
        }
    }

    private @Nullable Object component(RecordComponent component, Map<?, ?> given, String path) {
        Object value = given.get(component.getName());
        boolean optional = component.getType() == Optional.class;
        if (value == null || value.equals(Optional.empty())) {
            if (!ArgumentSchema.mayBeLeftOut(component)) {
                problems.add("\"" + path + "\" is missing.");
            }
            return optional ? Optional.empty() : null;
        }
        Object bound = new Values(this, problems)
                .value(
                        optional ? ArgumentSchema.argument(component.getGenericType(), 0) : component.getGenericType(),
                        value,
                        path);
        return optional ? Optional.ofNullable(bound) : bound;
    }

    private @Nullable Object create(
            Class<?> type, RecordComponent[] components, @Nullable Object[] values, String path) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            // A record that checks its components says what is wrong with them.
            problems.add((path.isEmpty() ? "" : "\"" + path + "\": ")
                    + String.valueOf(
                            refused.getCause() == null
                                    ? refused
                                    : refused.getCause().getMessage())
                    + ".");
            return null;
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("Record " + type.getName() + " cannot be made", failure);
        }
    }
}
