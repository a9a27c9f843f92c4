package io.isolario.playwright;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Function;

/** Stands for a part of a browser where none is needed. */
public final class Fake {

    private Fake() {}

    /** Returns one that answers the methods named, and does nothing at the others that return nothing. */
    public static <T> T of(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            Object[] arguments = given == null ? new Object[0] : given;
            Function<Object[], Object> answer = answers.get(method.getName());
            if (answer != null) {
                Object result = answer.apply(arguments);
                return method.getReturnType() == void.class ? null : result;
            }
            return switch (method.getName()) {
                case "toString" -> "a fake " + type.getSimpleName();
                case "hashCode" -> System.identityHashCode(self);
                case "equals" -> self == arguments[0];
                default -> {
                    if (method.getReturnType() != void.class) {
                        throw new UnsupportedOperationException(method.toString());
                    }
                    yield null;
                }
            };
        }));
    }
}
