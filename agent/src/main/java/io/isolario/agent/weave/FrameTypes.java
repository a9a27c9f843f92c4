package io.isolario.agent.weave;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The types of local variables as a stack map frame lists them. */
public final class FrameTypes {

    private FrameTypes() {}

    /** Returns the locals at the entry of a method: {@code this}, if there is one, and the arguments. */
    public static Object[] atEntry(String owner, int access, Type... arguments) {
        List<Object> locals = new ArrayList<>();
        if ((access & Opcodes.ACC_STATIC) == 0) {
            locals.add(owner);
        }
        for (Type argument : arguments) {
            locals.add(
                    switch (argument.getSort()) {
                        case Type.BOOLEAN, Type.CHAR, Type.BYTE, Type.SHORT, Type.INT -> Opcodes.INTEGER;
                        case Type.LONG -> Opcodes.LONG;
                        case Type.FLOAT -> Opcodes.FLOAT;
                        case Type.DOUBLE -> Opcodes.DOUBLE;
                        default -> argument.getInternalName();
                    });
        }
        return locals.toArray();
    }
}
