package io.isolario.testing;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Keeps the output of tests from the console; JUnit finds it by {@link java.util.ServiceLoader}. Confined to one thread. */
public final class OutputSession implements LauncherSessionListener {

    private boolean keeps;

    /** Called by {@link java.util.ServiceLoader}. */
    public OutputSession() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        keeps = Console.keep();
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (keeps) {
            Console.release();
        }
    }
}
