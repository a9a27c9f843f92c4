package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.argument;
import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.callForToken;
import static io.isolario.agent.weave.Code.callWithTopBoolean;
import static io.isolario.agent.weave.Code.nothing;
import static io.isolario.agent.weave.Code.self;
import static io.isolario.agent.weave.Code.token;

import io.isolario.agent.hook.point.CoroutinePoints;
import io.isolario.agent.hook.point.ForkJoinPoints;
import io.isolario.agent.hook.point.LibraryTaskPoints;
import io.isolario.agent.hook.point.PoolPoints;
import java.util.List;

/** Schedulers of libraries that do not use an executor of the JDK. */
final class SchedulerLibraries {

    private static final String NETTY = "io/netty/util/concurrent/";
    private static final String TOMCAT_POOL = "org/apache/tomcat/util/threads/ThreadPoolExecutor";
    private static final String JETTY_POOL = "org/eclipse/jetty/util/thread/QueuedThreadPool";
    private static final String WRAP = "Its tasks do not run in sandboxes: submit SandboxContext.wrap(task).";

    private SchedulerLibraries() {}

    static List<Library> all() {
        return List.of(netty(), coroutines(), tomcat(), jetty());
    }

    /** A delayed task is enqueued twice: for the event loop to register it, and when it is due. */
    private static Library netty() {
        return Library.of(
                "Netty",
                NETTY + "EventExecutor",
                WRAP,
                given(NETTY + "SingleThreadEventExecutor", "addTask"),
                given(NETTY + "GlobalEventExecutor", "addTask"),
                Splice.of(NETTY + "SingleThreadEventExecutor", "removeTask")
                        .atExit(callWithTopBoolean(PoolPoints.CANCELLED, argument(0))),
                runs(NETTY + "AbstractEventExecutor", "runTask"),
                Splice.of(NETTY + "AbstractScheduledEventExecutor", "scheduleFromEventLoop")
                        .atEntry(call(LibraryTaskPoints.NETTY_DELAYED, argument(0), nothing())),
                Splice.of(NETTY + "ScheduledFutureTask", "cancel")
                        .atExit(callWithTopBoolean(PoolPoints.CANCELLED, self())));
    }

    /** A coroutine runs in the sandbox that started it, whichever thread resumes it. */
    private static Library coroutines() {
        Code ran = call(ForkJoinPoints.RAN, token(), nothing());
        return Library.of(
                "Kotlin coroutines",
                "kotlinx/coroutines/CoroutineScope",
                "They do not run in sandboxes: add a ThreadContextElement that enters the sandbox.",
                Splice.of("kotlinx/coroutines/AbstractCoroutine", "<init>")
                        .atExit(call(CoroutinePoints.COROUTINE_MADE, self(), nothing())),
                Splice.of("kotlinx/coroutines/AbstractCoroutine", "onCompletionInternal")
                        .atExit(call(CoroutinePoints.COROUTINE_COMPLETE, self(), nothing())),
                Splice.of("kotlinx/coroutines/DispatchedTask", "run")
                        .atEntry(callForToken(CoroutinePoints.COROUTINE_RUNS, self(), nothing()))
                        .atExit(ran)
                        .onFailure(ran));
    }

    /** A modified copy of the JDK's pool. */
    private static Library tomcat() {
        Code run = method -> {
            method.dup();
            nothing().emit(method);
            method.callHook(LibraryTaskPoints.TASK_BEGUN);
            method.storeToken();
        };
        Code ran = call(ForkJoinPoints.RAN, token(), nothing());
        return Library.of(
                "Tomcat's ThreadPoolExecutor",
                TOMCAT_POOL,
                WRAP,
                given(TOMCAT_POOL, "executeInternal"),
                Splice.of(TOMCAT_POOL, "reject").atEntry(call(LibraryTaskPoints.TASK_DROPPED, argument(0), nothing())),
                Splice.of(TOMCAT_POOL, "remove").atExit(callWithTopBoolean(PoolPoints.CANCELLED, argument(0))),
                Splice.of(TOMCAT_POOL, "runWorker")
                        .around("java/lang/Runnable", "run", run, ran)
                        .onFailure(ran));
    }

    private static Library jetty() {
        return Library.of(
                "Jetty's QueuedThreadPool", JETTY_POOL, WRAP, given(JETTY_POOL, "execute"), runs(JETTY_POOL, "runJob"));
    }

    private static Splice given(String type, String method) {
        return Splice.of(type, method)
                .atEntry(callForToken(LibraryTaskPoints.TASK_GIVEN, argument(0), nothing()))
                .atExit(call(LibraryTaskPoints.TASK_SENT, token(), nothing()))
                .onFailure(call(LibraryTaskPoints.TASK_UNSENT, token(), nothing()));
    }

    private static Splice runs(String type, String method) {
        Code ran = call(ForkJoinPoints.RAN, token(), nothing());
        return Splice.of(type, method)
                .atEntry(callForToken(LibraryTaskPoints.TASK_BEGUN, argument(0), nothing()))
                .atExit(ran)
                .onFailure(ran);
    }
}
