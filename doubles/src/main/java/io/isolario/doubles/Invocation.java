package io.isolario.doubles;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Calls methods of classes that may be neither public nor exported; what they throw is thrown. */
final class Invocation {

    private Invocation() {}

    /** Calls a method as the object has it. */
    static @Nullable Object of(Method method, Object target, Object[] arguments) throws Throwable {
        // Where this cannot be had the method is public, or the call says that it is not.
        method.trySetAccessible();
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getTargetException();
        }
    }

    /** Calls exactly this method, even if the class of the object overrides it. */
    static @Nullable Object exactly(Method method, Object receiver, Object[] arguments) throws Throwable {
        Class<?> owner = method.getDeclaringClass();
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
        if (Modifier.isStatic(method.getModifiers())) {
            return lookup.unreflect(method).invokeWithArguments(arguments);
        }
        MethodHandle handle = lookup.unreflectSpecial(method, owner);
        return handle.bindTo(receiver).invokeWithArguments(arguments);
    }
}
