package io.isolario.agent.weave;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Puts splices into the methods of one class, each by a {@link SplicedMethod}. */
final class SplicedClass extends ClassVisitor {

    private final String className;
    private final List<Splice> wanted;
    private final Set<Splice> placed;

    private SplicedClass(ClassVisitor next, String className, List<Splice> wanted, Set<Splice> placed) {
        super(Opcodes.ASM9, next);
        this.className = className;
        this.wanted = wanted;
        this.placed = placed;
    }

    /** Returns the class with its splices; adds those that found a place to {@code placed}. */
    static byte[] weave(String className, List<Splice> wanted, byte[] bytes, Set<Splice> placed) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new SplicedClass(writer, className, wanted, placed), ClassReader.EXPAND_FRAMES);
        return writer.toByteArray();
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        List<Splice> here = wanted.stream()
                .filter(splice -> splice.appliesTo(name, descriptor))
                .toList();
        boolean hasCode = (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
        return next == null || here.isEmpty() || !hasCode
                ? next
                : new SplicedMethod(next, className, access, name, descriptor, here, placed);
    }
}
