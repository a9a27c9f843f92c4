package io.isolario.springboot.config;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A place where a bean keeps a copy of a property from when it was made.
 *
 * @param place where it is, for messages
 * @param holders the beans that were given this bean, by name, if it is one of mere configuration: they are all that sees its copy
 */
record CopiedProperty(String beanName, Class<?> beanType, String place, Map<String, Class<?>> holders) {

    /**
     * Returns whether a sandbox that has instances of these beans sees a value that is set for it: its instance of the bean
     * copies that, or all that were given the bean are given another one in the sandbox.
     */
    boolean isSeenBy(Set<String> beansOfSandbox) {
        return beansOfSandbox.contains(beanName)
                || (!holders.isEmpty() && beansOfSandbox.containsAll(holders.keySet()));
    }

    Set<String> typesToScope() {
        return holders.isEmpty()
                ? Set.of(beanType.getSimpleName() + ".class")
                : holders.values().stream()
                        .map(type -> type.getSimpleName() + ".class")
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    String describe() {
        return "bean \"" + beanName + "\" (" + beanType.getName() + "), " + place
                + (holders.isEmpty() ? "" : ", which these beans have: " + new TreeSet<>(holders.keySet()));
    }
}
