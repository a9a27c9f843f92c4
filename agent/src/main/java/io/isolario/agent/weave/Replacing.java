package io.isolario.agent.weave;

import org.objectweb.asm.Type;

/** Code that puts what a hook returns where a value of the method was. The value is the second argument of the hook. */
final class Replacing {

    private Replacing() {}

    /** Returns code that replaces what is on the stack. */
    static Code top(HookPoint point, Code first, String type) {
        return method -> {
            first.emit(method);
            method.swap();
            method.callHook(point);
            method.checkCast(Type.getObjectType(type));
        };
    }

    /** Returns code that replaces what is below the top of the stack; the top is the first argument of the hook, and stays. */
    static Code belowTop(HookPoint point, String type) {
        return method -> {
            method.dupX1();
            method.swap();
            method.callHook(point);
            method.checkCast(Type.getObjectType(type));
            method.swap();
        };
    }

    /** Returns code that replaces an argument of the method. */
    static Code argument(HookPoint point, Code first, int index) {
        return method -> {
            first.emit(method);
            method.loadArg(index);
            method.callHook(point);
            method.checkCast(method.getArgumentTypes()[index]);
            method.storeArg(index);
        };
    }
}
