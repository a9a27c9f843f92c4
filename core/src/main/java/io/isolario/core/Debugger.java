package io.isolario.core;

import java.lang.management.ManagementFactory;

/** Tells whether this JVM was started for a debugger, which makes timeouts a nuisance. */
final class Debugger {

    private static final boolean ATTACHED = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .anyMatch(argument -> argument.startsWith("-agentlib:jdwp") || argument.startsWith("-Xrunjdwp"));

    private Debugger() {}

    static boolean isAttached() {
        return ATTACHED;
    }
}
