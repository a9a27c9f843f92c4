package io.isolario.doubles;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** A fake in the place of all objects of a type. */
record TypeReplacement(Class<?> type, MethodsOfType methods, Object fake, Identities fakes) implements Rule {

    @Override
    public boolean concerns(Object receiver, Method method) {
        return type.isInstance(receiver) && methods.overriddenBy(method).isPresent();
    }

    @Override
    public @Nullable Object answer(AnsweredCall call) throws Throwable {
        Method ofFake = methods.overriddenBy(call.called()).orElseThrow();
        Object result = Invocation.of(ofFake, fake, call.array());
        // What a fake makes of itself is a fake too: a clock with another zone, the next step of a builder.
        if (type.isInstance(result)) {
            fakes.add(result);
        }
        return result;
    }
}
