package io.isolario.core.capture;

import io.isolario.core.SandboxRegistry;

/** Makes taps for one logging library; {@link java.util.ServiceLoader} finds it. For implementors. */
public interface LogTapProvider {

    /** Returns whether this JVM logs through the library. */
    boolean takesLogOfThisJvm();

    /** Returns the tap of a registry, which calls {@link CapturedLogs#add} for each line. */
    LogTap tap(SandboxRegistry registry);
}
