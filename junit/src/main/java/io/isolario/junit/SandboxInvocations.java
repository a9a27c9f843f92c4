package io.isolario.junit;

import io.isolario.core.Scope;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Sees to it that each part of a test runs in the sandbox of the test whatever thread JUnit, or another extension, gives it to,
 * and that what belongs to a class runs in none.
 */
abstract class SandboxInvocations implements InvocationInterceptor {

    @Override
    public <T> T interceptTestClassConstructor(
            Invocation<T> invocation,
            ReflectiveInvocationContext<Constructor<T>> invocationContext,
            ExtensionContext context)
            throws Throwable {
        return context.getTestMethod().isPresent() ? inSandbox(invocation, context) : detached(invocation);
    }

    @Override
    public void interceptBeforeAllMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext context)
            throws Throwable {
        detached(invocation);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext context)
            throws Throwable {
        inSandbox(invocation, context);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext context)
            throws Throwable {
        body(invocation, context);
    }

    @Override
    public <T> T interceptTestFactoryMethod(
            Invocation<T> invocation, ReflectiveInvocationContext<Method> invocationContext, ExtensionContext context)
            throws Throwable {
        return body(invocation, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext context)
            throws Throwable {
        body(invocation, context);
    }

    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation, DynamicTestInvocationContext invocationContext, ExtensionContext context)
            throws Throwable {
        inSandbox(invocation, context);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext context)
            throws Throwable {
        inSandbox(invocation, context);
    }

    @Override
    public void interceptAfterAllMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext context)
            throws Throwable {
        detached(invocation);
    }

    private static <T extends @Nullable Object> T body(Invocation<T> invocation, ExtensionContext context)
            throws Throwable {
        TestSandbox sandbox = TestSandbox.of(context);
        if (sandbox != null) {
            sandbox.bodyRuns(context);
        }
        return inSandbox(invocation, context);
    }

    private static <T extends @Nullable Object> T inSandbox(Invocation<T> invocation, ExtensionContext context)
            throws Throwable {
        TestSandbox sandbox = TestSandbox.of(context);
        return sandbox == null ? invocation.proceed() : sandbox.run(invocation);
    }

    private static <T extends @Nullable Object> T detached(Invocation<T> invocation) throws Throwable {
        try (Scope scope = Scope.detached()) {
            return invocation.proceed();
        }
    }
}
