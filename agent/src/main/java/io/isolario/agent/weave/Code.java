package io.isolario.agent.weave;

/** A piece of byte code to put into a method. */
@FunctionalInterface
interface Code {

    void emit(SplicedMethod method);

    /** Returns code that calls a hook with two arguments and forgets what it returns. */
    static Code call(HookPoint point, Code first, Code second) {
        return method -> {
            first.emit(method);
            second.emit(method);
            method.callHook(point);
            method.pop();
        };
    }

    /** Returns code that calls a hook with two arguments and keeps what it returns as the token. */
    static Code callForToken(HookPoint point, Code first, Code second) {
        return method -> {
            first.emit(method);
            second.emit(method);
            method.callHook(point);
            method.storeToken();
        };
    }

    /** Returns code that calls a hook with what is on the stack, which stays there, as its second argument. */
    static Code callWithTop(HookPoint point, Code first) {
        return method -> {
            method.dup();
            first.emit(method);
            method.swap();
            method.callHook(point);
            method.pop();
        };
    }

    /** Like {@link #callWithTop}, for a boolean on the stack. */
    static Code callWithTopBoolean(HookPoint point, Code first) {
        return method -> {
            method.dup();
            method.valueOf(org.objectweb.asm.Type.BOOLEAN_TYPE);
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
        return method -> method.visitInsn(org.objectweb.asm.Opcodes.ACONST_NULL);
    }
}
