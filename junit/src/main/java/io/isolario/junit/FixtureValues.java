package io.isolario.junit;

import io.isolario.core.Sandbox;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What the fixtures of a class have returned so far; kept in a store under the sandbox that begins with what they arranged. */
final class FixtureValues {

    private static final String KEY = "values of fixtures in sandbox ";

    // Filled by the thread that arranges, before any test sees it.
    private final Map<FixtureMethod, Optional<Object>> values = new LinkedHashMap<>();

    FixtureValues copy() {
        FixtureValues copy = new FixtureValues();
        copy.values.putAll(values);
        return copy;
    }

    void add(FixtureMethod method, @Nullable Object value) {
        values.put(method, Optional.ofNullable(value));
    }

    void belongTo(Sandbox sandbox, ExtensionContext context) {
        context.getStore(SandboxLifecycle.NAMESPACE).put(KEY + sandbox.id(), this);
    }

    /** Returns the value of the latest fixture that has one of this type; empty if none of them has run in this sandbox. */
    static Optional<Optional<Object>> find(Class<?> type, Sandbox sandbox, ExtensionContext context) {
        FixtureValues found = context.getStore(SandboxLifecycle.NAMESPACE).get(KEY + sandbox.id(), FixtureValues.class);
        return Optional.ofNullable(found).flatMap(values -> values.values.entrySet().stream()
                .filter(each -> each.getKey().provides(type))
                .map(Map.Entry::getValue)
                .reduce((earlier, later) -> later));
    }
}
