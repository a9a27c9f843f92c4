package io.isolario.springboot.config;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A placeholder in a {@code @Value}.
 *
 * @param place where it is, for messages
 */
record ValuePlaceholder(PropertyKey key, String place) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^:${}]+)");

    /** Adds what fields, constructors and methods of a class have. */
    static void addAll(Class<?> type, List<ValuePlaceholder> found) {
        ReflectionUtils.doWithFields(type, field -> add(field, "field " + field.getName(), found));
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            addParameters(constructor, found);
        }
        ReflectionUtils.doWithMethods(type, method -> {
            add(method, "method " + method.getName() + "(..)", found);
            // Parameters of a @Bean method are those of the bean that it makes.
            if (!AnnotatedElementUtils.hasAnnotation(method, org.springframework.context.annotation.Bean.class)) {
                addParameters(method, found);
            }
        });
    }

    /** Adds what the parameters of a constructor, a factory method or a setter have. */
    static void addParameters(Executable executable, List<ValuePlaceholder> found) {
        Parameter[] parameters = executable.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            String of = executable instanceof Constructor<?> ? "its constructor" : executable.getName() + "(..)";
            add(parameters[i], "parameter " + (i + 1) + " of " + of, found);
        }
    }

    private static void add(AnnotatedElement element, String place, List<ValuePlaceholder> found) {
        Value value = AnnotatedElementUtils.findMergedAnnotation(element, Value.class);
        if (value != null) {
            Matcher keys = PLACEHOLDER.matcher(value.value());
            while (keys.find()) {
                found.add(new ValuePlaceholder(
                        PropertyKey.of(keys.group(1).strip()), place + ": @Value(\"" + value.value() + "\")"));
            }
        }
    }
}
