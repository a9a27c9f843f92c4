package io.isolario.junit;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** A method annotated with {@link SandboxFixture}. */
record FixtureMethod(Method method) {

    /** Returns those of one class, superclasses first, without those of enclosing classes. */
    static List<FixtureMethod> of(Class<?> type) {
        return AnnotationSupport.findAnnotatedMethods(type, SandboxFixture.class, HierarchyTraversalMode.TOP_DOWN)
                .stream()
                .map(FixtureMethod::new)
                .toList();
    }

    /** Runs it with whatever its parameters are resolved to, and returns what it returns. */
    @Nullable
    Object invoke(ExtensionContext context) {
        if (!Modifier.isStatic(method.getModifiers()) || Modifier.isPrivate(method.getModifiers())) {
            throw new ExtensionConfigurationException("@SandboxFixture method " + name()
                    + " has to be static and not private: it runs once for all tests of the class, before there is an"
                    + " instance.");
        }
        return context.getExecutableInvoker().invoke(method, null);
    }

    /** Runs it in the sandbox of one test, beside other tests that do the same. */
    @Nullable
    Object invokeForOneTest(ExtensionContext test) {
        StaticFields before = StaticFields.of(method.getDeclaringClass());
        Object value = invoke(test);
        List<String> assigned = before.changed();
        if (!assigned.isEmpty()) {
            throw new ExtensionConfigurationException("@SandboxFixture method " + name() + " assigns the static fields "
                    + assigned
                    + ", but with TRANSACTION isolation it runs for each test, and concurrent tests would share"
                    + " them. Ways out: return the value, and take it as a parameter of the test, or"
                    + " @Sandboxed(isolation = DATABASE), where it runs once for the class.");
        }
        return value;
    }

    /** Returns whether its value is what a parameter of this type wants. */
    boolean provides(Class<?> type) {
        return type != void.class && method.getReturnType() == type;
    }

    String name() {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
