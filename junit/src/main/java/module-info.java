/** Sandboxes for JUnit Jupiter: one per test, concurrent by default. */
module io.isolario.junit {
    requires static transitive org.jspecify;
    requires static com.google.errorprone.annotations;
    requires transitive io.isolario.core;
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.platform.launcher;
    requires org.slf4j;

    exports io.isolario.junit;

    // JUnit creates the extension behind @Sandboxed.
    opens io.isolario.junit to
            org.junit.platform.commons;

    uses io.isolario.junit.RegistryLocator;

    provides org.junit.platform.launcher.LauncherSessionListener with
            io.isolario.junit.SandboxSessionListener;
    provides org.junit.platform.launcher.TestExecutionListener with
            io.isolario.junit.ProgressListener;
}
