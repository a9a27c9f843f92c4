package io.isolario.springboot.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.util.ReflectionUtils;

/** The names, directly below its prefix, that a class of configuration properties is bound to. */
final class BoundNames {

    private BoundNames() {}

    /** Returns the names as {@link PropertyKey} has them; whatever can be set or is a parameter of a constructor. */
    static Set<String> of(Class<?> type) {
        Set<String> names = new HashSet<>();
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            @Nullable
            String @Nullable [] parameters = new DefaultParameterNameDiscoverer().getParameterNames(constructor);
            if (parameters != null) {
                for (String parameter : parameters) {
                    if (parameter != null) {
                        names.add(PropertyKey.of(parameter).uniform());
                    }
                }
            }
            for (Parameter parameter : constructor.getParameters()) {
                names.add(PropertyKey.of(parameter.getName()).uniform());
            }
        }
        ReflectionUtils.doWithMethods(type, method -> names.add(propertyOf(method)));
        names.remove("");
        return names;
    }

    /** A getter counts too: what is in a nested object or a collection needs no setter. */
    private static String propertyOf(Method method) {
        String name = method.getName().toLowerCase(Locale.ROOT);
        int parameters = method.getParameterCount();
        if ((name.startsWith("set") && parameters == 1) || (name.startsWith("get") && parameters == 0)) {
            return name.substring("set".length()).replace("_", "");
        }
        return "";
    }
}
