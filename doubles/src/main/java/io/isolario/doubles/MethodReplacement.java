package io.isolario.doubles;

import io.isolario.core.doubles.Answer;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** An answer to all calls of the methods of one name. */
record MethodReplacement(NamedMethods methods, Answer answer) implements Rule {

    @Override
    public boolean concerns(Object receiver, Method method) {
        return methods.include(receiver, method);
    }

    @Override
    public @Nullable Object answer(AnsweredCall call) throws Throwable {
        return answer.answer(call);
    }
}
