package io.isolario.doubles;

import io.isolario.core.RefusalException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A fake in the place of one object. */
record ObjectReplacement(Object original, MethodsOfType methodsOfFake, Object fake) implements Rule {

    @Override
    public boolean concerns(Object receiver, Method method) {
        return receiver == original;
    }

    @Override
    public @Nullable Object answer(AnsweredCall call) throws Throwable {
        Method called = call.called();
        Method ofFake = called.getDeclaringClass().isInstance(fake)
                ? called
                : methodsOfFake.overriddenBy(called).orElse(null);
        if (ofFake != null) {
            return Invocation.of(ofFake, fake, call.array());
        }
        if (isGenerated(original.getClass())) {
            // What a framework gives its proxies beside the methods of the bean, Spring's Advised for instance.
            return call.proceed();
        }
        throw new RefusalException(called.getDeclaringClass().getSimpleName() + "." + called.getName()
                + "(..) was called on an object that sandbox " + call.sandbox() + " has replaced by a "
                + fake.getClass().getName() + ", which has no such method. Give the fake the method, or replace single "
                + "methods: sandbox.replace(type, \"method\", answer).");
    }

    /** Whether a class was made at run time: by the JDK's proxies, by CGLIB and the like. */
    private static boolean isGenerated(Class<?> type) {
        return Proxy.isProxyClass(type) || type.getName().contains("$$");
    }

    @Override
    public boolean isAboutOneObject() {
        return true;
    }
}
