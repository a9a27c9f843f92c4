package io.isolario.agent;

import java.io.PrintStream;

/** Prints why the agent cannot attach. */
final class RefusedAttachProgram {

    private RefusedAttachProgram() {}

    /** Runs the program. */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        try {
            out.println("attached: " + IsolarioAgent.attach());
        } catch (AgentRefusalException refusal) {
            out.println(refusal.getMessage());
        }
    }
}
