package io.isolario.junit;

import io.isolario.core.Sandbox;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** The fields of one test that {@link SandboxReplace} marks, and what of them its sandbox has. Confined to the thread of the test. */
final class ReplacingFields {

    private final Sandbox sandbox;
    private final Map<Field, Object> replaced = new HashMap<>();

    ReplacingFields(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Replaces by the fields that have a value already. */
    void replaceByThoseThatAreSet(ExtensionContext test) {
        forEach(test, (field, value) -> {
            if (value != null) {
                replaceOnce(field, value);
            }
        });
    }

    /** Replaces by the fields that have another value by now. */
    void replaceByAll(ExtensionContext test) {
        forEach(test, (field, value) -> {
            if (value == null) {
                throw new ExtensionConfigurationException("@SandboxReplace on field " + field.getName() + " of "
                        + field.getDeclaringClass().getName() + " replaces nothing in \"" + OwnerLabel.of(test)
                        + "\": the field is null. Assign it where it is declared, or in a @BeforeEach method.");
            }
            replaceOnce(field, value);
        });
    }

    /** What is done with a field. */
    @FunctionalInterface
    private interface Step {
        void take(Field field, @Nullable Object value);
    }

    private static void forEach(ExtensionContext test, Step step) {
        for (Object instance : test.getRequiredTestInstances().getAllInstances()) {
            for (Field field : AnnotationSupport.findAnnotatedFields(
                    instance.getClass(), SandboxReplace.class, each -> true, HierarchyTraversalMode.TOP_DOWN)) {
                step.take(field, read(field, instance));
            }
        }
    }

    private static @Nullable Object read(Field field, Object instance) {
        return ReflectionSupport.tryToReadFieldValue(field, instance)
                .getOrThrow(failure -> new ExtensionConfigurationException(
                        "@SandboxReplace on field " + field + ": it cannot be read.", failure));
    }

    private void replaceOnce(Field field, Object value) {
        if (replaced.put(field, value) != value) {
            Class<?> named = field.getAnnotation(SandboxReplace.class).value();
            Class<?> type = named == SandboxReplace.class ? field.getType() : named;
            replace(type, value);
        }
    }

    private <T> void replace(Class<T> type, Object value) {
        if (!type.isInstance(value)) {
            throw new ExtensionConfigurationException("@SandboxReplace(" + type.getSimpleName()
                    + ".class) is on a field that holds a " + value.getClass().getName()
                    + ", which is none. Name a type that the value has.");
        }
        sandbox.replace(type, type.cast(value));
    }
}
