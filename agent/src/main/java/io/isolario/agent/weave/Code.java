package io.isolario.agent.weave;

import io.isolario.agent.hook.point.HookPoint;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Byte code to insert into a method. */
@FunctionalInterface
interface Code {

    void emit(SplicedMethod method);

    /** Returns code that calls a hook with two arguments and ignores its result. */
    static Code call(HookPoint<?> point, Code first, Code second) {
        return method -> {
            first.emit(method);
            second.emit(method);
            method.callHook(point);
            method.pop();
        };
    }

    /** Returns code that calls a hook with two arguments and keeps its result as the token. */
    static Code callForToken(HookPoint<?> point, Code first, Code second) {
        return method -> {
            first.emit(method);
            second.emit(method);
            method.callHook(point);
            method.storeToken();
        };
    }

    /** Returns code that calls a hook with the top of the stack, which stays there, as its second argument. */
    static Code callWithTop(HookPoint<?> point, Code first) {
        return method -> {
            method.dup();
            first.emit(method);
            method.swap();
            method.callHook(point);
            method.pop();
        };
    }

    /** Like {@link #callWithTop}, if the top of the stack is a boolean. */
    static Code callWithTopBoolean(HookPoint<?> point, Code first) {
        return method -> {
            method.dup();
            method.valueOf(Type.BOOLEAN_TYPE);
            first.emit(method);
            method.swap();
            method.callHook(point);
            method.pop();
        };
    }

    /** Returns code that puts {@code this} on the stack. */
    static Code self() {
        return SplicedMethod::loadThis;
    }

    /** Returns code that puts an argument on the stack. */
    static Code argument(int index) {
        return method -> method.loadArg(index);
    }

    /** Returns code that puts the token on the stack. */
    static Code token() {
        return SplicedMethod::loadToken;
    }

    /** Returns code that puts null on the stack. */
    static Code nothing() {
        return method -> method.visitInsn(Opcodes.ACONST_NULL);
    }
}
