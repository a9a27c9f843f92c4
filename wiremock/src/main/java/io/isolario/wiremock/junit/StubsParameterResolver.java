package io.isolario.wiremock.junit;

import io.isolario.core.ManagedSandbox;
import io.isolario.wiremock.Stubs;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Resolves what {@link StubbedService} asks for, from the sandbox that the thread of the test is in. */
final class StubsParameterResolver implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.isAnnotated(StubbedService.class)
                && parameter.getParameter().getType() == Stubs.class;
    }

    @Override
    public Stubs resolveParameter(ParameterContext parameter, ExtensionContext context) {
        String service = parameter
                .findAnnotation(StubbedService.class)
                .map(StubbedService::value)
                .orElseThrow();
        ManagedSandbox sandbox = ManagedSandbox.current()
                .orElseThrow(
                        () -> new ParameterResolutionException("No sandbox for parameter \"" + parameter.getParameter()
                                + "\" of " + parameter.getDeclaringExecutable() + ": the stubs of \"" + service
                                + "\" belong to the sandbox of one test. Annotate the class with @Sandboxed, and take the parameter in a"
                                + " test method, or in a @BeforeEach or @AfterEach method."));
        return Stubs.of(sandbox, service);
    }
}
