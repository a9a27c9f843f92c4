package io.isolario.agent.weave;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.V17;

import io.isolario.agent.hook.point.HookPoint;
import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

/**
 * The class that this module adds to {@code java.base}, where each class of the JDK can call it: a static method and a static final
 * field for each {@link HookPoint}, and nothing else.
 *
 * <p>It is written as byte code: javac would put it into another package, and the JIT compiler treats the hooks as constants only if
 * the fields are final. The hooks reach its initialiser in a system property that exists only meanwhile.
 */
public final class Slot {

    /** The type of the slot. */
    public static final Type TYPE = Type.getObjectType("java/util/concurrent/IsolarioSlot");

    private static final String HANDOVER = "io.isolario.agent.hooks";
    private static final String GATE = "ANY_SANDBOX_LIVES";
    private static final Type GATEKEEPER = Type.getType(BooleanSupplier.class);
    private static final Type HOOK = Type.getType(BiFunction.class);
    private static final Type OBJECT = Type.getType(Object.class);
    private static final Type HOOKS = Type.getType(Map.class);
    private static final Type PROPERTIES = Type.getType(java.util.Properties.class);

    private Slot() {}

    /** Returns whether a slot exists in this JVM; another copy of the agent may have defined it. */
    public static boolean exists() {
        try {
            Class.forName(TYPE.getClassName(), false, null);
            return true;
        } catch (ClassNotFoundException none) {
            return false;
        }
    }

    /**
     * Defines the slot.
     *
     * @param anySandboxLives decides whether the hooks that are called only while sandboxes live are called
     * @param hooks the hook of each point
     * @throws IllegalAccessException if {@code java.util.concurrent} is not open to this module
     */
    public static void define(
            BooleanSupplier anySandboxLives,
            Map<HookPoint<?>, ? extends BiFunction<@Nullable Object, @Nullable Object, @Nullable Object>> hooks)
            throws IllegalAccessException {
        Map<String, Object> byName = new HashMap<>();
        byName.put(GATE, anySandboxLives);
        hooks.forEach((point, hook) -> byName.put(point.name(), hook));
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(ThreadPoolExecutor.class, MethodHandles.lookup());
        Class<?> slot = lookup.defineClass(bytes(hooks.keySet()));
        System.getProperties().put(HANDOVER, byName);
        try {
            lookup.ensureInitialized(slot);
        } catch (LinkageError failure) {
            throw new IllegalStateException("The slot of the hooks could not be initialised: " + failure, failure);
        } finally {
            System.getProperties().remove(HANDOVER);
        }
    }

    /** Returns the method of the slot that calls the hook of a point. */
    public static Method method(HookPoint<?> point) {
        return new Method(point.name(), OBJECT, new Type[] {OBJECT, OBJECT});
    }

    private static byte[] bytes(Set<HookPoint<?>> points) {
        ClassWriter slot = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        slot.visit(V17, ACC_PUBLIC | ACC_FINAL | ACC_SUPER, TYPE.getInternalName(), null, "java/lang/Object", null);
        slot.visitField(ACC_PRIVATE | ACC_STATIC | ACC_FINAL, GATE, GATEKEEPER.getDescriptor(), null, null)
                .visitEnd();
        for (HookPoint<?> point : points) {
            slot.visitField(ACC_PRIVATE | ACC_STATIC | ACC_FINAL, point.name(), HOOK.getDescriptor(), null, null)
                    .visitEnd();
            writeMethod(slot, point);
        }
        writeInitializer(slot, points);
        slot.visitEnd();
        return slot.toByteArray();
    }

    private static void writeMethod(ClassWriter slot, HookPoint<?> point) {
        GeneratorAdapter code = new GeneratorAdapter(ACC_PUBLIC | ACC_STATIC, method(point), null, null, slot);
        if (point.onlyWhileSandboxesLive()) {
            code.getStatic(TYPE, GATE, GATEKEEPER);
            code.invokeInterface(GATEKEEPER, Method.getMethod("boolean getAsBoolean()"));
            returnNullUnless(Opcodes.IFNE, code);
        }
        if (point.needsFirstArgument()) {
            code.loadArg(0);
            returnNullUnless(Opcodes.IFNONNULL, code);
        }
        code.getStatic(TYPE, point.name(), HOOK);
        code.loadArgs();
        code.invokeInterface(HOOK, Method.getMethod("Object apply(Object, Object)"));
        code.returnValue();
        code.endMethod();
    }

    private static void returnNullUnless(int jump, GeneratorAdapter code) {
        Label further = code.newLabel();
        code.visitJumpInsn(jump, further);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.returnValue();
        code.mark(further);
        Object[] arguments = {"java/lang/Object", "java/lang/Object"};
        code.visitFrame(Opcodes.F_NEW, arguments.length, arguments, 0, new Object[0]);
    }

    private static void writeInitializer(ClassWriter slot, Set<HookPoint<?>> points) {
        GeneratorAdapter code = new GeneratorAdapter(ACC_STATIC, Method.getMethod("void <clinit>()"), null, null, slot);
        code.invokeStatic(Type.getType(System.class), new Method("getProperties", PROPERTIES, new Type[0]));
        code.push(HANDOVER);
        code.invokeVirtual(PROPERTIES, Method.getMethod("Object remove(Object)"));
        code.checkCast(HOOKS);
        int hooks = code.newLocal(HOOKS);
        code.storeLocal(hooks);
        initialize(GATE, GATEKEEPER, hooks, code);
        for (HookPoint<?> point : points) {
            initialize(point.name(), HOOK, hooks, code);
        }
        code.returnValue();
        code.endMethod();
    }

    private static void initialize(String field, Type type, int hooks, GeneratorAdapter code) {
        code.loadLocal(hooks);
        code.push(field);
        code.invokeInterface(HOOKS, Method.getMethod("Object get(Object)"));
        code.checkCast(type);
        code.putStatic(TYPE, field, type);
    }
}
