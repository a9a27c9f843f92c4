package io.isolario.agent.weave;

import io.isolario.agent.hook.point.HookPoint;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.AdviceAdapter;

/** Puts splices into one method, and records which of them found a place. */
final class SplicedMethod extends AdviceAdapter {

    private static final Type OBJECT = Type.getType(Object.class);

    private final List<Splice> splices;
    private final Set<Splice> placed;
    private final boolean guarded;
    private final Label start = new Label();
    private final String owner;
    private int token = -1;

    SplicedMethod(
            MethodVisitor method,
            String owner,
            int access,
            String name,
            String descriptor,
            List<Splice> splices,
            Set<Splice> placed) {
        super(Opcodes.ASM9, method, access, name, descriptor);
        this.owner = owner;
        this.splices = splices;
        this.placed = placed;
        this.guarded = splices.stream().anyMatch(splice -> splice.failure() != null);
    }

    void callHook(HookPoint<?> point) {
        invokeStatic(Slot.TYPE, Slot.method(point));
    }

    void loadToken() {
        loadLocal(token);
    }

    void storeToken() {
        storeLocal(token);
    }

    /** Puts a field of {@code this} on the stack. */
    void loadOwnField(String name, Type type) {
        loadThis();
        getField(Type.getObjectType(owner), name, type);
    }

    /** At the entry of the method: emits code that runs unless the top of the stack is null. */
    void unlessNull(Runnable code) {
        Label after = newLabel();
        ifNull(after);
        code.run();
        mark(after);
        Object[] locals = argumentsInFrame();
        visitFrame(F_NEW, locals.length, locals, 0, new Object[0]);
    }

    @Override
    protected void onMethodEnter() {
        token = newLocal(OBJECT);
        visitInsn(ACONST_NULL);
        storeToken();
        if (guarded) {
            mark(start);
        }
        for (Splice splice : splices) {
            emit(splice.entry());
            if (splice.call() == null) {
                placed.add(splice);
            }
        }
    }

    @Override
    protected void onMethodExit(int opcode) {
        if (opcode == ATHROW) {
            return;
        }
        for (Splice splice : splices) {
            emit(splice.normalExit());
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String calledOwner, String name, String descriptor, boolean isInterface) {
        for (Splice splice : splices) {
            Splice.Call call = splice.call();
            if (call != null && call.isTo(calledOwner, name)) {
                placed.add(splice);
                emit(call.before());
            }
        }
        super.visitMethodInsn(opcode, calledOwner, name, descriptor, isInterface);
        for (Splice splice : splices) {
            Splice.Call call = splice.call();
            if (call != null && call.isTo(calledOwner, name)) {
                emit(call.after());
            }
        }
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        if (guarded) {
            Label end = mark();
            visitTryCatchBlock(start, end, end, null);
            Object[] locals = argumentsInFrame();
            visitFrame(F_NEW, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
            for (Splice splice : splices) {
                emit(splice.failure());
            }
            visitInsn(ATHROW);
        }
        super.visitMaxs(maxStack, maxLocals);
    }

    private void emit(@Nullable Code code) {
        if (code != null) {
            code.emit(this);
        }
    }

    private Object[] argumentsInFrame() {
        return FrameTypes.atEntry(owner, methodAccess, getArgumentTypes());
    }
}
