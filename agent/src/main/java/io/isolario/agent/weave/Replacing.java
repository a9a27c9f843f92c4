package io.isolario.agent.weave;

import io.isolario.agent.hook.point.HookPoint;
import org.objectweb.asm.Type;

/** Code that replaces a value of the method by the result of a hook, whose second argument is the value. */
final class Replacing {

    private Replacing() {}

    /** Returns code that replaces the top of the stack. */
    static Code top(HookPoint<?> point, Code first, String type) {
        return method -> {
            first.emit(method);
            method.swap();
            method.callHook(point);
            method.checkCast(Type.getObjectType(type));
        };
    }

    /** Returns code that replaces the value below the top of the stack; the top, which stays, is the first argument of the hook. */
    static Code belowTop(HookPoint<?> point, String type) {
        return method -> {
            method.dupX1();
            method.swap();
            method.callHook(point);
            method.checkCast(Type.getObjectType(type));
            method.swap();
        };
    }

    /** Returns code that replaces an argument of the method. */
    static Code argument(HookPoint<?> point, Code first, int index) {
        return method -> {
            first.emit(method);
            method.loadArg(index);
            method.callHook(point);
            method.checkCast(method.getArgumentTypes()[index]);
            method.storeArg(index);
        };
    }
}
