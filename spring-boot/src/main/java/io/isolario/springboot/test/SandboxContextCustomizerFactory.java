package io.isolario.springboot.test;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Switches sandboxes on for test classes with {@code @Sandboxed}: on the class, a super or an enclosing class, one of its methods,
 * or through a composed annotation.
 */
final class SandboxContextCustomizerFactory implements ContextCustomizerFactory {

    private static final boolean JUNIT_MODULE_PRESENT =
            ClassUtils.isPresent("io.isolario.junit.Sandboxed", SandboxContextCustomizerFactory.class.getClassLoader());

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configAttributes) {
        return JUNIT_MODULE_PRESENT && Annotated.isSandboxed(testClass) ? SandboxContextCustomizer.of(testClass) : null;
    }

    /** Apart, so that the annotation is only looked for where it exists. */
    private static final class Annotated {

        static boolean isSandboxed(Class<?> testClass) {
            return TestContextAnnotationUtils.hasAnnotation(testClass, io.isolario.junit.Sandboxed.class)
                    || Arrays.stream(ReflectionUtils.getAllDeclaredMethods(testClass))
                            .anyMatch(method ->
                                    AnnotatedElementUtils.hasAnnotation(method, io.isolario.junit.Sandboxed.class));
        }
    }
}
