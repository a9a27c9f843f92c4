package io.isolario.mount;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.Scope;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;

/** An embedded Tomcat with one servlet. */
final class ServletServer {

    private static final List<String> BASES = List.of("catalina.base", "catalina.home");

    private final Tomcat tomcat;
    private final Path directory;

    private ServletServer(Tomcat tomcat, Path directory) {
        this.tomcat = tomcat;
        this.directory = directory;
    }

    static ServletServer start(ManagedSandbox sandbox, Servlet servlet) {
        // The threads of the server belong to no sandbox; each request enters its own.
        try (Scope detached = Scope.detached()) {
            Path directory = Files.createTempDirectory("isolario-mount");
            Tomcat tomcat = tomcatIn(directory);
            tomcat.getConnector().setProperty("address", "127.0.0.1");
            Context context = tomcat.addContext("", directory.toString());
            if (context instanceof StandardContext standard) {
                // These look for leaks of a web application with its own class loader; this one has none.
                standard.setClearReferencesThreadLocals(false);
                standard.setClearReferencesRmiTargets(false);
            }
            Tomcat.addServlet(context, "mounted", new InSandbox(sandbox, servlet))
                    .setAsyncSupported(true);
            context.addServletMappingDecoded("/*", "mounted");
            tomcat.start();
            return new ServletServer(tomcat, directory);
        } catch (IOException failed) {
            throw new UncheckedIOException("A servlet could not be mounted.", failed);
        } catch (LifecycleException failed) {
            throw new IllegalStateException("A servlet could not be mounted.", failed);
        }
    }

    /**
     * Returns a Tomcat with this base directory. Tomcat stores the base in system properties, from which the next Tomcat would create
     * the directory again; so their former values are restored.
     */
    private static Tomcat tomcatIn(Path directory) {
        Tomcat tomcat = new Tomcat();
        tomcat.setSilent(true);
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        synchronized (BASES) {
            Map<String, Optional<String>> before = BASES.stream()
                    .collect(Collectors.toMap(name -> name, name -> Optional.ofNullable(System.getProperty(name))));
            BASES.forEach(System::clearProperty);
            tomcat.getServer();
            before.forEach((name, value) -> value.ifPresentOrElse(
                    former -> System.setProperty(name, former), () -> System.clearProperty(name)));
        }
        return tomcat;
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    Path directory() {
        return directory;
    }

    void stop() {
        try (Scope detached = Scope.detached()) {
            tomcat.stop();
            tomcat.destroy();
            delete(directory);
        } catch (IOException failed) {
            throw new UncheckedIOException("The directory of a mounted servlet cannot be deleted.", failed);
        } catch (LifecycleException failed) {
            throw new IllegalStateException("A mounted servlet could not be stopped.", failed);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(directory)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.delete(each);
        }
    }

    private static final class InSandbox extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient ManagedSandbox sandbox;
        private final transient Servlet servlet;

        private InSandbox(ManagedSandbox sandbox, Servlet servlet) {
            this.sandbox = sandbox;
            this.servlet = servlet;
        }

        @Override
        public void init() throws ServletException {
            servlet.init(getServletConfig());
        }

        @Override
        public void destroy() {
            servlet.destroy();
        }

        @Override
        public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
            HttpServletRequest http = (HttpServletRequest) request;
            try {
                MountedWork.run(
                        sandbox,
                        http.getMethod() + " " + http.getRequestURI(),
                        () -> servlet.service(request, response));
            } catch (ServletException | IOException | RuntimeException failure) {
                throw failure;
            } catch (Exception impossible) {
                throw new ServletException(impossible);
            }
        }
    }
}
