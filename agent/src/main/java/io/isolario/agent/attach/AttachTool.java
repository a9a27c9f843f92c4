package io.isolario.agent.attach;

import com.sun.tools.attach.VirtualMachine;

/** The program of the attaching process. Its arguments are the id of a JVM and the jar that this JVM is to load. */
public final class AttachTool {

    private AttachTool() {}

    /** Runs the program. */
    public static void main(String[] arguments) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(arguments[0]);
        try {
            machine.loadAgent(arguments[1]);
        } finally {
            machine.detach();
        }
    }
}
