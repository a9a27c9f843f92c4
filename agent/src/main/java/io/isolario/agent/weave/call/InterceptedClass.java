package io.isolario.agent.weave.call;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Weaves the covered methods of a class, each by an {@link InterceptedMethod}. */
final class InterceptedClass extends ClassVisitor {

    private static final int NEVER_COVERED =
            Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE | Opcodes.ACC_PRIVATE;

    private final String className;
    private final Predicate<String> covered;
    private final Predicate<String> coveredStatic;
    private boolean changed;

    private InterceptedClass(
            ClassVisitor next, String className, Predicate<String> covered, Predicate<String> coveredStatic) {
        super(Opcodes.ASM9, next);
        this.className = className;
        this.covered = covered;
        this.coveredStatic = coveredStatic;
    }

    /**
     * Returns the class with its covered methods woven; null if it has none.
     *
     * @param covered tests name and descriptor of each instance method
     * @param coveredStatic tests the name of each static method
     */
    static byte @Nullable [] weave(ClassReader reader, Predicate<String> covered, Predicate<String> coveredStatic) {
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        InterceptedClass weaving = new InterceptedClass(writer, reader.getClassName(), covered, coveredStatic);
        reader.accept(weaving, ClassReader.EXPAND_FRAMES);
        return weaving.changed ? writer.toByteArray() : null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        if (next == null || !isCovered(access, name, descriptor)) {
            return next;
        }
        changed = true;
        return new InterceptedMethod(next, className, access, name, descriptor);
    }

    private boolean isCovered(int access, String name, String descriptor) {
        if ((access & NEVER_COVERED) != 0 || name.charAt(0) == '<') {
            return false;
        }
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        return isStatic ? coveredStatic.test(name) : covered.test(name + descriptor);
    }

    /**
     * Returns the methods that covered bridge methods of a class call: callers that know the class call those directly.
     *
     * @param covered tests name and descriptor of each bridge method
     */
    static Set<String> behindBridges(ClassReader reader, Predicate<String> covered) {
        Set<String> found = new HashSet<>();
        ClassVisitor search = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public @Nullable MethodVisitor visitMethod(
                    int access,
                    String name,
                    String descriptor,
                    @Nullable String signature,
                    String @Nullable [] exceptions) {
                boolean isBridge = (access & Opcodes.ACC_BRIDGE) != 0;
                return isBridge && covered.test(name + descriptor) ? calls(name, found) : null;
            }
        };
        reader.accept(search, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return found;
    }

    private static MethodVisitor calls(String bridge, Set<String> found) {
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
                if (name.equals(bridge)) {
                    found.add(name + descriptor);
                }
            }
        };
    }
}
