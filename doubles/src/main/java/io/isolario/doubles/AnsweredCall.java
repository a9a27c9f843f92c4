package io.isolario.doubles;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.doubles.Call;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call that a rule answers. Confined to the thread that makes it. */
final class AnsweredCall implements Call {

    private final ManagedSandbox sandbox;
    private final Object target;
    private final Method called;
    private final Object[] array;

    /** @param target the object, or the class if the method is static */
    AnsweredCall(ManagedSandbox sandbox, Object target, Method called, Object[] array) {
        this.sandbox = sandbox;
        this.target = target;
        this.called = called;
        this.array = array;
    }

    ManagedSandbox sandbox() {
        return sandbox;
    }

    Object target() {
        return target;
    }

    Method called() {
        return called;
    }

    Object[] array() {
        return array;
    }

    @Override
    public @Nullable Object receiver() {
        return Modifier.isStatic(called.getModifiers()) ? null : target;
    }

    @Override
    public String method() {
        return called.getName();
    }

    @Override
    public List<Object> arguments() {
        return Collections.unmodifiableList(Arrays.asList(array));
    }

    @Override
    public @Nullable Object proceed() throws Throwable {
        return Invocation.exactly(called, target, array);
    }
}
