package io.isolario.doubles;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Checks that what a test answers is what the method returns; the caller would otherwise fail with a cast that nobody wrote. */
final class ReturnType {

    private ReturnType() {}

    static @Nullable Object check(Method method, @Nullable Object result) {
        Class<?> type = method.getReturnType();
        if (type == void.class) {
            return null;
        }
        boolean fits = result == null
                ? !type.isPrimitive()
                : MethodType.methodType(type).wrap().returnType().isInstance(result);
        if (!fits) {
            String given = result == null
                    ? "null"
                    : "\"" + result + "\", a " + result.getClass().getName();
            throw new ClassCastException("The answer of the test to " + name(method) + "(..) was " + given
                    + ", but the method returns " + type.getName() + ". Answer with a value of that type.");
        }
        return result;
    }

    static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
