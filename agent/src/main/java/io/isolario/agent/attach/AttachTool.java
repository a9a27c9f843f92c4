package io.isolario.agent.attach;

import com.sun.tools.attach.VirtualMachine;

/** The program of the process that attaches: lets the JVM with the id given first load the jar given second. */
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
