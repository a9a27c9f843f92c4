package io.isolario.doubles;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds the method that a woven class names. What was found is kept by the class of the receiver. Thread-safe. */
final class CalledMethods {

    private final ClassValue<ConcurrentHashMap<String, Method>> found = new ClassValue<>() {
        @Override
        protected ConcurrentHashMap<String, Method> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    /** @param receiver the class itself if the method is static */
    Method find(Object receiver, String site) {
        Class<?> type = receiver instanceof Class<?> itself ? itself : receiver.getClass();
        ConcurrentHashMap<String, Method> known = found.get(type);
        Method method = known.get(site);
        if (method == null) {
            method = search(type, site);
            known.put(site, method);
        }
        return method;
    }

    private static Method search(Class<?> type, String site) {
        int dot = site.indexOf('.');
        int parenthesis = site.indexOf('(');
        String owner = site.substring(0, dot).replace('/', '.');
        String name = site.substring(dot + 1, parenthesis);
        String descriptor = site.substring(parenthesis);
        for (Class<?> each : MethodsOfType.selfAndSupertypes(type)) {
            Method method = each.getName().equals(owner) ? declared(each, name, descriptor) : null;
            if (method != null) {
                return method;
            }
        }
        throw new IllegalStateException(type + " has no method " + site + ", although it was called");
    }

    private static @Nullable Method declared(Class<?> owner, String name, String descriptor) {
        for (Method method : owner.getDeclaredMethods()) {
            String itsOwn = MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                    .toMethodDescriptorString();
            if (method.getName().equals(name) && itsOwn.equals(descriptor)) {
                return method;
            }
        }
        return null;
    }
}
