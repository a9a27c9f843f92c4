package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.argument;
import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.callForToken;
import static io.isolario.agent.weave.Code.nothing;
import static io.isolario.agent.weave.Code.self;
import static io.isolario.agent.weave.Code.token;

import java.util.List;

/** HTTP clients of applications, each hooked where a request gets the last of its headers: once for each hop of a redirection. */
final class HttpClientLibraries {

    private static final String ASYNC_CALL = "okhttp3/internal/connection/RealCall$AsyncCall";
    private static final String APACHE = "org/apache/hc/client5/http/impl/";
    private static final int CONTEXT = 4;
    private static final int CALLBACK = 5;

    private HttpClientLibraries() {}

    static List<Library> all() {
        return List.of(okHttp(), apacheClassic(), apacheAsync());
    }

    /** An asynchronous call may wait for another to end, on whose thread it is then handed to the executor. */
    private static Library okHttp() {
        Code done = call(HookPoint.RAN, token(), nothing());
        return Library.of(
                "OkHttp",
                "okhttp3/OkHttpClient",
                "Its requests do not carry sandboxes: add an interceptor that sets the header X-Isolario-Sandbox.",
                Splice.of("okhttp3/internal/http/BridgeInterceptor", "intercept")
                        .around(
                                "okhttp3/Request$Builder",
                                "build",
                                null,
                                Replacing.top(HookPoint.OKHTTP_REQUEST, argument(0), "okhttp3/Request")),
                Splice.of(ASYNC_CALL, "<init>").atExit(call(HookPoint.TASK_GIVEN, self(), nothing())),
                Splice.of(ASYNC_CALL, "executeOn")
                        .atEntry(callForToken(HookPoint.OUTSIDE, self(), nothing()))
                        .atExit(done)
                        .onFailure(done),
                Splice.of(ASYNC_CALL, "run")
                        .atEntry(callForToken(HookPoint.TASK_BEGUN, self(), nothing()))
                        .atExit(done)
                        .onFailure(done),
                Splice.of(ASYNC_CALL, null)
                        .around(
                                "okhttp3/Callback",
                                "onFailure",
                                null,
                                call(HookPoint.TASK_DROPPED, self(), nothing())));
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
                                call(HookPoint.APACHE_REQUEST, argument(0), argument(1)),
                                null));
    }

    private static Library apacheAsync() {
        Code request = call(HookPoint.APACHE_ASYNC_REQUEST, argument(0), argument(2));
        Code begins = method -> {
            Replacing.argument(HookPoint.APACHE_CONTEXT, self(), CONTEXT).emit(method);
            Replacing.argument(HookPoint.APACHE_CALLBACK, self(), CALLBACK).emit(method);
        };
        return Library.of(
                "Apache HttpClient 5 (asynchronous)",
                APACHE + "async/HttpAsyncClientBuilder",
                "Its requests do not carry sandboxes: add an interceptor that sets the header X-Isolario-Sandbox.",
                Splice.of(APACHE + "async/InternalAbstractHttpAsyncClient", "doExecute")
                        .atEntry(begins)
                        .onFailure(call(HookPoint.APACHE_UNSENT, argument(CALLBACK), nothing())),
                Splice.of(APACHE + "async/HttpAsyncMainClientExec", "execute").atEntry(request),
                Splice.of(APACHE + "async/H2AsyncMainClientExec", "execute").atEntry(request));
    }
}
