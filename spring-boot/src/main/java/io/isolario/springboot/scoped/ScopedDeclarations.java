package io.isolario.springboot.scoped;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;
import org.springframework.util.ClassUtils;

/**
 * Finds the declarations of {@link SandboxScoped}: those that go for one class, and all below a directory or in a jar.
 *
 * <p>All of them are needed when an application context is loaded. Which beans can have an instance per sandbox is decided
 * then, and classes that declare different ones share the context; classes are read for that, and not loaded.
 */
public final class ScopedDeclarations {

    private ScopedDeclarations() {}

    /** Returns the types that are declared for a class: on itself, its supertypes, the classes around it, or an annotation of these. */
    public static Set<Class<?>> of(Class<?> type) {
        Set<Class<?>> types = new LinkedHashSet<>();
        on(type).forEach(declaration -> types.addAll(typesOf(declaration)));
        return types;
    }

    /** Returns those of the types declared for a test class whose declarations are elsewhere than the class itself. */
    public static Set<Class<?>> notBeside(Class<?> testClass) {
        Optional<String> own = rootOf(testClass);
        Set<Class<?>> types = new LinkedHashSet<>();
        on(testClass)
                .filter(declaration -> own.isEmpty()
                        || !(declaration.getSource() instanceof Class<?> source)
                        || !rootOf(source).equals(own))
                .forEach(declaration -> types.addAll(typesOf(declaration)));
        return types;
    }

    /** Returns the URL of the directory or jar that a class is in; empty if nobody knows. */
    public static Optional<String> rootOf(Class<?> type) {
        return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .map(URL::toExternalForm);
    }

    /** Returns the types that any class in a directory or jar declares. */
    public static Set<Class<?>> in(String root, ClassLoader loader) {
        String classes = (root.endsWith("/") ? root : "jar:" + root + "!/") + "**/*.class";
        SimpleMetadataReaderFactory metadata = new SimpleMetadataReaderFactory(loader);
        Set<Class<?>> types = new LinkedHashSet<>();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver(loader).getResources(classes)) {
                AnnotationMetadata type = metadata.getMetadataReader(file).getAnnotationMetadata();
                MergedAnnotation<SandboxScoped> declaration =
                        type.getAnnotations().get(SandboxScoped.class);
                if (declaration.isPresent()) {
                    for (String name : declaration.getStringArray(MergedAnnotation.VALUE)) {
                        types.add(ClassUtils.resolveClassName(name, loader));
                    }
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The classes in " + root + " cannot be read for @SandboxScoped.", failure);
        }
        return types;
    }

    private static Stream<MergedAnnotation<SandboxScoped>> on(Class<?> type) {
        return MergedAnnotations.search(SearchStrategy.TYPE_HIERARCHY)
                .withEnclosingClasses(ClassUtils::isInnerClass)
                .from(type)
                .stream(SandboxScoped.class);
    }

    private static Set<Class<?>> typesOf(MergedAnnotation<SandboxScoped> declaration) {
        return Set.of(declaration.getClassArray(MergedAnnotation.VALUE));
    }
}
