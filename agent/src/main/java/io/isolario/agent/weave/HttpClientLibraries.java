package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.argument;
import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.callForToken;
import static io.isolario.agent.weave.Code.nothing;
import static io.isolario.agent.weave.Code.self;
import static io.isolario.agent.weave.Code.token;

import io.isolario.agent.hook.point.CarrierPoints;
import io.isolario.agent.hook.point.ForkJoinPoints;
import io.isolario.agent.hook.point.LibraryTaskPoints;
import java.util.List;

/** HTTP clients of applications, each hooked where a request gets its last headers: once for each hop of a redirection. */
final class HttpClientLibraries {

    private static final String ASYNC_CALL = "okhttp3/internal/connection/RealCall$AsyncCall";
    private static final String APACHE = "org/apache/hc/client5/http/impl/";
    private static final int CONTEXT = 4;
    private static final int CALLBACK = 5;

    private HttpClientLibraries() {}

    static List<Library> all() {
        return List.of(okHttp(), apacheClassic(), apacheAsync(), reactorNetty());
    }

    /** An asynchronous call may wait until another one ends, whose thread then hands it to the executor. */
    private static Library okHttp() {
        Code done = call(ForkJoinPoints.RAN, token(), nothing());
        return Library.of(
                "OkHttp",
                "okhttp3/OkHttpClient",
                "Its requests do not carry sandboxes: add an interceptor that sets the header X-Isolario-Sandbox.",
                Splice.of("okhttp3/internal/http/BridgeInterceptor", "intercept")
                        .around(
                                "okhttp3/Request$Builder",
                                "build",
                                null,
                                Replacing.top(CarrierPoints.OKHTTP_REQUEST, argument(0), "okhttp3/Request")),
                Splice.of(ASYNC_CALL, "<init>").atExit(call(LibraryTaskPoints.TASK_MADE, self(), nothing())),
                Splice.of(ASYNC_CALL, "executeOn")
                        .atEntry(callForToken(LibraryTaskPoints.OUTSIDE, self(), nothing()))
                        .atExit(done)
                        .onFailure(done),
                Splice.of(ASYNC_CALL, "run")
                        .atEntry(callForToken(LibraryTaskPoints.TASK_BEGUN, self(), nothing()))
                        .atExit(done)
                        .onFailure(done),
                Splice.of(ASYNC_CALL, null)
                        .around(
                                "okhttp3/Callback",
                                "onFailure",
                                null,
                                call(LibraryTaskPoints.TASK_DROPPED, self(), nothing())));
    }

    private static Library apacheClassic() {
        return Library.of(
                "Apache HttpClient 5",
                APACHE + "classic/HttpClientBuilder",
                "Its requests do not carry sandboxes: add an interceptor that sets the header X-Isolario-Sandbox.",
                Splice.of(APACHE + "classic/MainClientExec", "execute")
                        .around(
                                "org/apache/hc/client5/http/classic/ExecRuntime",
                                "execute",
                                call(CarrierPoints.APACHE_REQUEST, argument(0), argument(1)),
                                null));
    }

    private static Library apacheAsync() {
        Code request = call(CarrierPoints.APACHE_ASYNC_REQUEST, argument(0), argument(2));
        Code begins = method -> {
            Replacing.argument(CarrierPoints.APACHE_CONTEXT, self(), CONTEXT).emit(method);
            Replacing.argument(CarrierPoints.APACHE_CALLBACK, self(), CALLBACK).emit(method);
        };
        return Library.of(
                "Apache HttpClient 5 (asynchronous)",
                APACHE + "async/HttpAsyncClientBuilder",
                "Its requests do not carry sandboxes: add an interceptor that sets the header X-Isolario-Sandbox.",
                Splice.of(APACHE + "async/InternalAbstractHttpAsyncClient", "doExecute")
                        .atEntry(begins)
                        .onFailure(call(CarrierPoints.APACHE_UNSENT, argument(CALLBACK), nothing())),
                Splice.of(APACHE + "async/HttpAsyncMainClientExec", "execute").atEntry(request),
                Splice.of(APACHE + "async/H2AsyncMainClientExec", "execute").atEntry(request));
    }

    /** The event loop does not know the caller, so the subscriber's context holds the sandbox. */
    private static Library reactorNetty() {
        String exchange = "reactor/netty/http/client/HttpClientOperations";
        Code arrival = callForToken(CarrierPoints.REACTOR_ARRIVAL, self(), nothing());
        Code done = call(ForkJoinPoints.RAN, token(), nothing());
        return Library.of(
                "Reactor Netty",
                "reactor/netty/http/client/HttpClient",
                "Its requests do not carry sandboxes: set the header X-Isolario-Sandbox in doOnRequest(..).",
                Splice.of("reactor/netty/http/client/HttpClientConnect$MonoHttpConnect", "subscribe")
                        .atEntry(Replacing.argument(CarrierPoints.REACTOR_SUBSCRIBER, self(), 0)),
                Splice.of(exchange, "beforeMarkSentHeaders")
                        .atExit(call(CarrierPoints.REACTOR_REQUEST, self(), nothing())),
                Splice.of(exchange, "withWebsocketSupport")
                        .atEntry(call(CarrierPoints.REACTOR_WEB_SOCKET, self(), nothing())),
                Splice.of(exchange, "onInboundNext")
                        .atEntry(arrival)
                        .atExit(done)
                        .onFailure(done),
                Splice.of(exchange, "onInboundClose")
                        .atEntry(arrival)
                        .atExit(done)
                        .onFailure(done),
                Splice.of(exchange, "afterInboundComplete").atExit(call(CarrierPoints.REACTOR_END, self(), nothing())));
    }
}
