package io.isolario.agent.carrier;

import io.isolario.agent.reflect.LibraryHook;
import io.isolario.agent.weave.HookPoint;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** All hooks of clients and servers, by their points. */
public final class CarrierHooks {

    private final Map<HookPoint, BiFunction<@Nullable Object, @Nullable Object, @Nullable Object>> hooks =
            new EnumMap<>(HookPoint.class);

    private CarrierHooks(Outbound outbound) {
        JdkClientHooks jdkClient = new JdkClientHooks(outbound);
        String wrap = "Use SandboxHttpClient.wrap(client).";
        add(HookPoint.JDK_REQUEST, "java.net.http.HttpClient", wrap, jdkClient::requesting);
        add(HookPoint.JDK_SENT, "java.net.http.HttpClient", wrap, jdkClient::sent);
        String header = "Set the header " + outbound.header() + " to the id of the sandbox yourself.";
        UrlConnectionHooks urlConnection = new UrlConnectionHooks(outbound);
        add(HookPoint.URL_CONNECTION, "java.net.HttpURLConnection", header, urlConnection::writing);
        add(HookPoint.OKHTTP_REQUEST, "OkHttp", header, new OkHttpHooks(outbound)::requesting);
        ApacheHooks apache = new ApacheHooks(outbound);
        String apacheName = "Apache HttpClient 5";
        add(HookPoint.APACHE_REQUEST, apacheName, header, apache::requesting);
        add(HookPoint.APACHE_ASYNC_REQUEST, apacheName, header, apache::requestingLater);
        add(HookPoint.APACHE_CONTEXT, apacheName, header, apache::contextFor);
        add(HookPoint.APACHE_CALLBACK, apacheName, header, apache::callbackFor);
        add(HookPoint.APACHE_UNSENT, apacheName, header, apache::unsent);
        ReactorNettyHooks reactor = new ReactorNettyHooks(outbound);
        add(HookPoint.REACTOR_SUBSCRIBER, "Reactor Netty", header, reactor::subscribing);
        add(HookPoint.REACTOR_REQUEST, "Reactor Netty", header, reactor::requesting);
        add(HookPoint.REACTOR_WEB_SOCKET, "Reactor Netty", header, reactor::requestingWebSocket);
        add(HookPoint.REACTOR_ARRIVAL, "Reactor Netty", header, reactor::arriving);
        add(HookPoint.REACTOR_END, "Reactor Netty", header, reactor::ended);
        add(HookPoint.CONNECTED, "java.net.Socket", "Its connections belong to nobody.", SocketHooks::connected);
        add(
                HookPoint.HTTP_SERVER,
                "com.sun.net.httpserver.HttpServer",
                "Enter the sandbox in the handler.",
                httpServer(outbound));
    }

    /**
     * Makes the hooks. Who may receive a carrier is said by {@link io.isolario.core.carrier.CarrierHosts}; the system property
     * {@code isolario.header} names another header than the standard one.
     */
    public static Map<HookPoint, BiFunction<@Nullable Object, @Nullable Object, @Nullable Object>> configured() {
        return Map.copyOf(new CarrierHooks(Outbound.configured()).hooks);
    }

    /** A JVM may have been started without the module of the server; then nobody calls the hook. */
    private static BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> httpServer(Outbound outbound) {
        boolean present = ModuleLayer.boot().findModule("jdk.httpserver").isPresent();
        return present ? new HttpServerHooks(outbound.carriers())::handling : (exchange, chain) -> chain;
    }

    private void add(
            HookPoint point,
            String library,
            String wayOut,
            BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> hook) {
        hooks.put(point, LibraryHook.of(library, wayOut, hook));
    }
}
