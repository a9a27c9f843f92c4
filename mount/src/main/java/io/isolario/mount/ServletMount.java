package io.isolario.mount;

import com.google.errorprone.annotations.CheckReturnValue;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import io.isolario.core.Sandbox;
import jakarta.servlet.Servlet;

/**
 * A port that serves a servlet of the application for one test: any servlet, also a {@code DispatcherServlet} with its routers.
 *
 * <p>It runs in the embedded Tomcat that the application brings. The sandbox is bound to the thread that calls the servlet. See
 * {@link Mount} for the rest.
 */
public final class ServletMount {

    private static final String TOMCAT = "org.apache.catalina.startup.Tomcat";

    private ServletMount() {}

    /**
     * Mounts a servlet at every path.
     *
     * @throws RefusalException if there is no embedded Tomcat on the class path
     * @throws io.isolario.core.SandboxEndedException if the sandbox has ended
     */
    @CheckReturnValue
    public static Mount of(Sandbox sandbox, Servlet servlet) {
        requireTomcat(sandbox, ServletMount.class.getClassLoader());
        ServletServer server = ServletServer.start(ManagedSandbox.of(sandbox), servlet);
        return Mount.closedWith(sandbox, server.port(), server::stop);
    }

    static void requireTomcat(Sandbox sandbox, ClassLoader loader) {
        if (!hasTomcat(loader)) {
            throw new RefusalException("A servlet cannot be mounted in sandbox " + sandbox
                    + ": there is no embedded Tomcat to run it. Add org.apache.tomcat.embed:tomcat-embed-core to the test class"
                    + " path, or mount a handler by Mount.handler(..).");
        }
    }

    private static boolean hasTomcat(ClassLoader loader) {
        try {
            Class.forName(TOMCAT, false, loader);
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
