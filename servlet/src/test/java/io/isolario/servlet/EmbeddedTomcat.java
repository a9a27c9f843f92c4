package io.isolario.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** Tomcat, embedded. */
final class EmbeddedTomcat implements Container {

    private final Tomcat tomcat = new Tomcat();
    private final Path directory = Files.createTempDirectory("isolario-tomcat");

    EmbeddedTomcat(List<Filter> filters, HttpServlet application) throws IOException, LifecycleException {
        tomcat.setBaseDir(directory.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxThreads", "" + THREADS);
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("/app", directory.toString());
        ((StandardContext) context).setClearReferencesRmiTargets(false);
        ((StandardContext) context).setClearReferencesThreadLocals(false);
        Wrapper servlet = Tomcat.addServlet(context, "application", application);
        servlet.setAsyncSupported(true);
        servlet.setMultipartConfigElement(new MultipartConfigElement(directory.toString()));
        context.addServletMappingDecoded("/*", "application");
        filters.forEach(filter -> add(filter, context));
        ErrorPage page = new ErrorPage();
        page.setErrorCode(500);
        page.setLocation("/error");
        context.addErrorPage(page);
        tomcat.start();
    }

    private static void add(Filter filter, Context context) {
        FilterDef definition = new FilterDef();
        definition.setFilterName(filter.toString());
        definition.setFilter(filter);
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName(filter.toString());
        map.addURLPattern("/*");
        List.of("REQUEST", "ASYNC", "ERROR", "FORWARD", "INCLUDE").forEach(map::setDispatcher);
        context.addFilterMap(map);
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        try (Stream<Path> left = Files.walk(directory)) {
            for (Path each : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
