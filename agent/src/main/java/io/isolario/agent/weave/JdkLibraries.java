package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.argument;
import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.callWithTop;
import static io.isolario.agent.weave.Code.nothing;
import static io.isolario.agent.weave.Code.self;

import io.isolario.agent.hook.point.CarrierPoints;
import io.isolario.agent.hook.point.ThreadPoints;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The clients and servers of the JDK. Unlike its executors, they may stay uninstrumented if a hook finds no place. */
final class JdkLibraries {

    private static final String REQUEST = "jdk/internal/net/http/HttpRequestImpl";
    private static final String PUBLIC_SEND_ASYNC =
            "(Ljava/net/http/HttpRequest;Ljava/net/http/HttpResponse$BodyHandler;"
                    + "Ljava/net/http/HttpResponse$PushPromiseHandler;)";
    private static final String CHAIN = "com/sun/net/httpserver/Filter$Chain";

    private JdkLibraries() {}

    static List<Library> all() {
        return List.of(httpClient(), urlConnection(), httpServer(), sockets(), selectors());
    }

    /** Returns the packages of the JDK, by module, whose classes the hooks read by reflection. */
    static Map<String, Set<String>> packages() {
        return Map.of(
                "java.base", Set.of("sun.net.www", "sun.net.www.protocol.http"),
                "java.net.http", Set.of("jdk.internal.net.http", "jdk.internal.net.http.common"));
    }

    /** A request is copied when it is sent, and for each redirection. */
    private static Library httpClient() {
        return Library.of(
                "java.net.http.HttpClient",
                "java/net/http/HttpClient",
                "Its requests do not carry sandboxes: use SandboxHttpClient.wrap(client).",
                Splice.of(REQUEST, "<init>")
                        .withDescriptor("(Ljava/net/http/HttpRequest;")
                        .atExit(call(CarrierPoints.JDK_REQUEST, self(), nothing())),
                Splice.of(REQUEST, "<init>")
                        .withDescriptor("(Ljava/net/URI;Ljava/lang/String;L" + REQUEST + ";Z")
                        .atExit(call(CarrierPoints.JDK_REQUEST, self(), argument(2))),
                Splice.of("jdk/internal/net/http/HttpClientImpl", "sendAsync")
                        .withDescriptor(PUBLIC_SEND_ASYNC)
                        .atExit(callWithTop(CarrierPoints.JDK_SENT, argument(0))));
    }

    private static Library urlConnection() {
        return Library.of(
                "java.net.HttpURLConnection",
                "java/net/HttpURLConnection",
                "Its requests do not carry sandboxes: set the header X-Isolario-Sandbox on each.",
                Splice.of("sun/net/www/protocol/http/HttpURLConnection", "writeRequests")
                        .around(
                                "sun/net/www/http/HttpClient",
                                "writeRequests",
                                call(CarrierPoints.URL_CONNECTION, self(), nothing()),
                                null));
    }

    private static Library httpServer() {
        return Library.of(
                "com.sun.net.httpserver.HttpServer",
                "com/sun/net/httpserver/HttpServer",
                "It handles requests outside every sandbox: enter the sandbox in the handler.",
                Splice.of("sun/net/httpserver/ServerImpl$Exchange$LinkHandler", "handle")
                        .around(CHAIN, "doFilter", Replacing.belowTop(CarrierPoints.HTTP_SERVER, CHAIN), null));
    }

    private static Library sockets() {
        return Library.of(
                "java.net.Socket",
                "java/net/Socket",
                "Mails that are sent by SMTP belong to no sandbox: send them by a JavaMailSender.",
                Splice.of("java/net/Socket", "connect")
                        .withDescriptor("(Ljava/net/SocketAddress;I)V")
                        .atExit(call(CarrierPoints.CONNECTED, self(), nothing())));
    }

    private static Library selectors() {
        return Library.of(
                "java.nio.channels.Selector",
                "java/nio/channels/Selector",
                "An event loop that a test starts counts as its work: start it before the first sandbox.",
                Splice.of("sun/nio/ch/SelectorImpl", "lockAndDoSelect")
                        .atEntry(call(ThreadPoints.SELECTING, self(), nothing())));
    }
}
