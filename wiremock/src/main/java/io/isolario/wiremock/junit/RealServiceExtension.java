package io.isolario.wiremock.junit;

import io.isolario.core.ManagedSandbox;
import io.isolario.wiremock.StubSession;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Skips what {@link RealService} keeps out of the normal run, and takes the stubs away from the sandbox of what runs.
 *
 * <p>It does so at the first opportunity at which there is a sandbox: when tests share an instance, that depends on the order of
 * the extensions.
 */
final class RealServiceExtension
        implements ExecutionCondition, BeforeEachCallback, BeforeTestExecutionCallback, InvocationInterceptor {

    private static final String SWITCH = "isolario.real";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Set<String> services = recordedByService(context).keySet();
        String wanted = context.getConfigurationParameter(SWITCH).orElse("false");
        Set<String> names = Arrays.stream(wanted.split(",")).map(String::strip).collect(Collectors.toUnmodifiableSet());
        return wanted.strip().equalsIgnoreCase("true") || names.containsAll(services)
                ? ConditionEvaluationResult.enabled(SWITCH + " is " + wanted)
                : ConditionEvaluationResult.disabled("Needs the real " + quoted(services)
                        + ", outside the normal run: -D" + SWITCH + "=" + String.join(",", services) + " or -D" + SWITCH
                        + "=true lets it run.");
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        ManagedSandbox.current().ifPresent(sandbox -> useRealServices(sandbox, context));
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        beforeEach(extensionContext);
        invocation.proceed();
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        ManagedSandbox sandbox = ManagedSandbox.current()
                .orElseThrow(() -> new ExtensionConfigurationException("@RealService of "
                        + quoted(recordedByService(context).keySet()) + " on \"" + context.getDisplayName()
                        + "\" has no sandbox: stubs, and the real service in their place, belong to the sandbox of one"
                        + " test. Annotate the class with @Sandboxed."));
        useRealServices(sandbox, context);
    }

    private static void useRealServices(ManagedSandbox sandbox, ExtensionContext context) {
        StubSession session = StubSession.of(sandbox);
        recordedByService(context).forEach(session::useReal);
    }

    /** Returns the services of a test and of the classes around it, and for each whether it is recorded; what is nearer wins. */
    private static Map<String, Boolean> recordedByService(ExtensionContext context) {
        Map<String, Boolean> services = new LinkedHashMap<>();
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            AnnotationSupport.findAnnotation(at.get().getElement(), RealService.class)
                    .ifPresent(real -> Arrays.stream(real.value())
                            .forEach(service -> services.putIfAbsent(service, real.record())));
        }
        return services;
    }

    private static String quoted(Set<String> services) {
        return services.stream().collect(Collectors.joining("\", \"", "\"", "\""));
    }
}
