package io.isolario.agent.weave.call;

import io.isolario.agent.hook.point.CallPoints;
import io.isolario.agent.hook.point.HookPoint;
import io.isolario.agent.weave.FrameTypes;
import io.isolario.agent.weave.Slot;
import java.util.Arrays;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.AdviceAdapter;

/**
 * Makes one method call the interceptor before its code runs, and when it returns or throws. Outside every sandbox that costs one call
 * of the slot and a comparison with null.
 */
final class InterceptedMethod extends AdviceAdapter {

    private static final Type OBJECT = Type.getType(Object.class);
    private static final Type OBJECTS = Type.getType(Object[].class);
    private static final Type THROWABLE = Type.getType(Throwable.class);

    private final Type owner;
    private final String site;
    private final Label start = new Label();
    private int call = -1;
    private int outcome = -1;
    private boolean answering;

    InterceptedMethod(MethodVisitor method, String owner, int access, String name, String descriptor) {
        super(Opcodes.ASM9, method, access, name, descriptor);
        this.owner = Type.getObjectType(owner);
        this.site = owner + "." + name + descriptor;
    }

    @Override
    protected void onMethodEnter() {
        call = newLocal(OBJECT);
        outcome = newLocal(OBJECT);
        visitInsn(ACONST_NULL);
        storeLocal(outcome);
        loadReceiver();
        push(site);
        invokeStatic(Slot.TYPE, Slot.method(CallPoints.CALL));
        storeLocal(call);
        Label run = newLabel();
        loadLocal(call);
        ifNull(run);
        loadLocal(call);
        loadArgArray();
        invokeStatic(Slot.TYPE, Slot.method(CallPoints.CALL_BEGUN));
        storeLocal(outcome);
        loadLocal(outcome);
        ifNull(run);
        answering = true;
        giveOutcome();
        answering = false;
        mark(run);
        frame(argumentTypes());
        mark(start);
        // Keeps frames of the method away from this one, and the guarded range from being empty.
        visitInsn(NOP);
    }

    private void loadReceiver() {
        if ((methodAccess & ACC_STATIC) == 0) {
            loadThis();
        } else {
            push(owner);
        }
    }

    private void giveOutcome() {
        Label returns = newLabel();
        loadPart(1);
        ifNull(returns);
        loadPart(1);
        checkCast(THROWABLE);
        throwException();
        mark(returns);
        frame(argumentTypes());
        visitInsn(NOP);
        Type result = getReturnType();
        if (result.getSort() != Type.VOID) {
            loadPart(0);
            unbox(result);
        }
        returnValue();
    }

    private void loadPart(int index) {
        loadLocal(outcome);
        checkCast(OBJECTS);
        push(index);
        arrayLoad(OBJECT);
    }

    @Override
    protected void onMethodExit(int opcode) {
        if (answering || opcode == ATHROW) {
            return;
        }
        Type result = getReturnType();
        if (result.getSort() == Type.VOID) {
            visitInsn(ACONST_NULL);
        } else {
            if (result.getSize() == 2) {
                dup2();
            } else {
                dup();
            }
            valueOf(result);
        }
        callHook(CallPoints.CALL_RETURNED);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        Label end = mark();
        visitTryCatchBlock(start, end, end, THROWABLE.getInternalName());
        // The method may have assigned anything to its arguments.
        Object[] unknown = new Object[Type.getArgumentsAndReturnSizes(methodDesc) >> 2];
        Arrays.fill(unknown, TOP);
        int slots = (methodAccess & ACC_STATIC) == 0 ? unknown.length : unknown.length - 1;
        visitFrame(F_NEW, slots, unknown, 1, new Object[] {THROWABLE.getInternalName()});
        dup();
        callHook(CallPoints.CALL_FAILED);
        visitInsn(ATHROW);
        super.visitMaxs(maxStack, maxLocals);
    }

    /** Calls a hook with the call and the top of the stack. */
    private void callHook(HookPoint<?> point) {
        loadLocal(call);
        swap();
        invokeStatic(Slot.TYPE, Slot.method(point));
        pop();
    }

    private void frame(Object[] locals) {
        visitFrame(F_NEW, locals.length, locals, 0, new Object[0]);
    }

    private Object[] argumentTypes() {
        return FrameTypes.atEntry(owner.getInternalName(), methodAccess, getArgumentTypes());
    }
}
