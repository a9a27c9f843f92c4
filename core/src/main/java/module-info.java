/** The heart of Isolario: sandboxes, scopes, work, journal, carriers and the SPI of resources. */
// The module that shares internals is compiled after this one.
@SuppressWarnings("module")
module io.isolario.core {
    requires static transitive org.jspecify;
    requires static com.google.errorprone.annotations;
    requires static java.net.http;
    requires java.management;
    requires org.slf4j;

    exports io.isolario.core;
    exports io.isolario.core.carrier;
    exports io.isolario.core.capture;
    exports io.isolario.core.doubles;
    exports io.isolario.core.event;
    exports io.isolario.core.internal to
            io.isolario.http;
    exports io.isolario.core.remote;
    exports io.isolario.core.work;

    uses io.isolario.core.ContextPropagator;
    uses io.isolario.core.SandboxResource;
    uses io.isolario.core.capture.LogTapProvider;
}
