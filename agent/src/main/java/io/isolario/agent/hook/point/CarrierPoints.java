package io.isolario.agent.hook.point;

import static io.isolario.agent.hook.point.HookPoint.always;
import static io.isolario.agent.hook.point.HookPoint.alwaysEvenWithNull;

import java.net.HttpURLConnection;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** Calls of clients and servers, whose messages carry sandboxes. A class is only named where each JVM has it; modules of the JDK and
 * libraries may be missing. */
public final class CarrierPoints {

    /** Request of HttpClient, the one that it follows or null: its headers are complete. */
    public static final HookPoint<PairEventHook<Object, @Nullable Object>> JDK_REQUEST = always("JDK_REQUEST");

    /** Request of HttpClient, future of its response: it was sent. */
    public static final HookPoint<PairEventHook<Object, Object>> JDK_SENT = always("JDK_SENT");

    /** The request of the connection is about to be written. */
    public static final HookPoint<EventHook<HttpURLConnection>> URL_CONNECTION = always("URL_CONNECTION");

    /** The socket is connected. */
    public static final HookPoint<EventHook<Socket>> CONNECTED = always("CONNECTED");

    /** Exchange of HttpServer, filter chain: the chain is about to handle the exchange. */
    public static final HookPoint<ReplacementHook<Object, Object>> HTTP_SERVER = alwaysEvenWithNull("HTTP_SERVER");

    /** Interceptor chain of OkHttp, request: its headers are complete. */
    public static final HookPoint<ReplacementHook<Object, Object>> OKHTTP_REQUEST =
            alwaysEvenWithNull("OKHTTP_REQUEST");

    /** Request of Apache HttpClient, its scope: it is about to be sent. */
    public static final HookPoint<PairEventHook<Object, Object>> APACHE_REQUEST = always("APACHE_REQUEST");

    /** Request of the asynchronous Apache HttpClient, its scope: it is about to be sent. */
    public static final HookPoint<PairEventHook<Object, Object>> APACHE_ASYNC_REQUEST = always("APACHE_ASYNC_REQUEST");

    /** Asynchronous Apache HttpClient, context or null: a request begins. */
    public static final HookPoint<ReplacementHook<Object, @Nullable Object>> APACHE_CONTEXT =
            alwaysEvenWithNull("APACHE_CONTEXT");

    /** Asynchronous Apache HttpClient, callback or null: a request begins. */
    public static final HookPoint<ReplacementHook<Object, @Nullable Object>> APACHE_CALLBACK =
            alwaysEvenWithNull("APACHE_CALLBACK");

    /** Callback of the asynchronous Apache HttpClient: its request was not sent. */
    public static final HookPoint<EventHook<Object>> APACHE_UNSENT = always("APACHE_UNSENT");

    /** Request of Reactor Netty as a Mono, its subscriber. */
    public static final HookPoint<ReplacementHook<Object, @Nullable Object>> REACTOR_SUBSCRIBER =
            alwaysEvenWithNull("REACTOR_SUBSCRIBER");

    /** Exchange of Reactor Netty: its request is about to be written. */
    public static final HookPoint<EventHook<Object>> REACTOR_REQUEST = always("REACTOR_REQUEST");

    /** Exchange of Reactor Netty that becomes a WebSocket: its request is about to be written. */
    public static final HookPoint<EventHook<Object>> REACTOR_WEB_SOCKET = always("REACTOR_WEB_SOCKET");

    /** Exchange of Reactor Netty: a part of the response arrives. The token goes to {@link ForkJoinPoints#RAN}. */
    public static final HookPoint<EntryHook<Object>> REACTOR_ARRIVAL = always("REACTOR_ARRIVAL");

    /** Exchange of Reactor Netty: it has ended. */
    public static final HookPoint<EventHook<Object>> REACTOR_END = always("REACTOR_END");

    private CarrierPoints() {}
}
