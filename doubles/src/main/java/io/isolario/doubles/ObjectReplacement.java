package io.isolario.doubles;

import io.isolario.core.RefusalException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** A fake in the place of one object. */
record ObjectReplacement(Object original, MethodsOfType methodsOfFake, Object fake) implements Rule {

    @Override
    public boolean concerns(Object receiver, Method method) {
        return receiver == original;
    }

    @Override
    public @Nullable Object answer(AnsweredCall call) throws Throwable {
        return Invocation.of(ofFake(call), fake, call.array());
    }

    private Method ofFake(AnsweredCall call) {
        Method called = call.called();
        if (called.getDeclaringClass().isInstance(fake)) {
            return called;
        }
        return methodsOfFake
                .overriddenBy(called)
                .orElseThrow(
                        () -> new RefusalException(called.getDeclaringClass().getSimpleName() + "."
                                + called.getName() + "(..) was called on an object that sandbox " + call.sandbox()
                                + " has replaced by a " + fake.getClass().getName()
                                + ", which has no such method. Give the fake the method, or replace single "
                                + "methods: sandbox.replace(type, \"method\", answer)."));
    }

    @Override
    public boolean isAboutOneObject() {
        return true;
    }
}
