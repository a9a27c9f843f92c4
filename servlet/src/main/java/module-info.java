/** Binds a sandbox to each request, and serves the HTTP API of sandboxes. */
module io.isolario.servlet {
    requires static transitive org.jspecify;
    requires static com.google.errorprone.annotations;
    requires transitive io.isolario.http;
    requires transitive jakarta.servlet;
    requires org.slf4j;

    exports io.isolario.servlet;
}
