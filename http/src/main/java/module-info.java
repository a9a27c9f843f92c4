/** The HTTP API of sandboxes; uses neither the Servlet API nor Spring. */
module io.isolario.http {
    requires static transitive org.jspecify;
    requires static com.google.errorprone.annotations;
    requires transitive io.isolario.core;
    requires org.slf4j;

    exports io.isolario.http;
    exports io.isolario.http.scenario;
}
