package io.isolario.doubles;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A call of a doubled method that is under way on a thread, and the one around it.
 *
 * @param rule what answers it; null if it is only traced
 */
record CallFrame(@Nullable Rule rule, Object receiver, Method method, @Nullable CallFrame outer) {

    /** Returns whether the thread runs code of a rule, so that what is called there goes past it. */
    static boolean isAnswering(@Nullable CallFrame top, Rule rule) {
        for (CallFrame frame = top; frame != null; frame = frame.outer) {
            if (frame.rule == rule) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a call is the same as one under way: handed on by a fake, or by an overriding method to the one it overrides. */
    static boolean goesOn(@Nullable CallFrame top, Object receiver, Method method) {
        for (CallFrame frame = top; frame != null; frame = frame.outer) {
            if (frame.receiver == receiver && frame.isSameAs(method)) {
                return true;
            }
        }
        return false;
    }

    private boolean isSameAs(Method other) {
        boolean isPassedOn = rule != null
                || (other.getDeclaringClass() != method.getDeclaringClass()
                        && other.getDeclaringClass().isAssignableFrom(method.getDeclaringClass()));
        return isPassedOn
                && other.getName().equals(method.getName())
                && Arrays.equals(other.getParameterTypes(), method.getParameterTypes());
    }
}
