package io.isolario.core;

import java.lang.management.ManagementFactory;
import java.util.List;

/** Tells whether this JVM was started for a debugger, which makes timeouts a nuisance. */
final class Debugger {

    private static final boolean ATTACHED =
            isAskedFor(ManagementFactory.getRuntimeMXBean().getInputArguments());

    private Debugger() {}

    /** Returns whether these arguments of a JVM ask for a debugger. */
    static boolean isAskedFor(List<String> arguments) {
        return arguments.stream()
                .anyMatch(argument -> argument.startsWith("-agentlib:jdwp") || argument.startsWith("-Xrunjdwp"));
    }

    static boolean isAttached() {
        return ATTACHED;
    }
}
