package io.isolario.doubles;

import io.isolario.core.CarriedWork;
import io.isolario.core.doubles.TracedCall;
import io.isolario.core.work.PendingWork;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that has begun, with what is known of it by then. */
record ArrivedCall(
        @Nullable Object receiver, Method method, List<Object> arguments, String thread, List<PendingWork> work) {

    static ArrivedCall of(Object receiver, Method method, Object[] arguments) {
        return new ArrivedCall(
                Modifier.isStatic(method.getModifiers()) ? null : receiver,
                method,
                Arrays.asList(arguments.clone()),
                Thread.currentThread().getName(),
                CarriedWork.callersWork());
    }

    TracedCall returned(@Nullable Object result) {
        return ended(result, Optional.empty());
    }

    TracedCall failed(Throwable failure) {
        return ended(null, Optional.of(failure));
    }

    private TracedCall ended(@Nullable Object result, Optional<Throwable> failure) {
        return new TracedCall(ReturnType.name(method), receiver, arguments, result, failure, thread, work);
    }
}
