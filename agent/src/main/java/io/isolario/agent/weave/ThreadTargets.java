package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.callForToken;
import static io.isolario.agent.weave.Code.nothing;
import static io.isolario.agent.weave.Code.self;
import static io.isolario.agent.weave.Code.token;

import io.isolario.agent.hook.point.ThreadPoints;
import java.util.ArrayList;
import java.util.List;

/**
 * The start and the end of threads. {@code run()} is not hooked, as each subclass may override it: a thread finds its unit when it
 * first asks for its sandbox.
 */
final class ThreadTargets {

    private static final String THREAD = "java/lang/Thread";
    private static final String VIRTUAL_THREAD = "java/lang/VirtualThread";
    private static final String IN_CONTAINER = "(Ljdk/internal/vm/ThreadContainer;)V";

    private ThreadTargets() {}

    static List<Splice> of(int jdkVersion) {
        List<Splice> all = new ArrayList<>();
        all.add(starting(THREAD).withDescriptor("()V"));
        all.add(Splice.of(THREAD, "exit").atEntry(call(ThreadPoints.THREAD_EXITING, self(), nothing())));
        if (jdkVersion >= JdkReleases.LOOM) {
            all.add(starting(THREAD).withDescriptor(IN_CONTAINER));
            all.add(starting(VIRTUAL_THREAD).withDescriptor(IN_CONTAINER));
            Code exiting = call(ThreadPoints.THREAD_EXITING, self(), nothing());
            all.add(Splice.of(VIRTUAL_THREAD, "run")
                    .withDescriptor("(Ljava/lang/Runnable;)V")
                    .atExit(exiting)
                    .onFailure(exiting));
        }
        return all;
    }

    private static Splice starting(String type) {
        return Splice.of(type, "start")
                .atEntry(callForToken(ThreadPoints.THREAD_STARTING, self(), nothing()))
                .onFailure(call(ThreadPoints.UNSENT, token(), nothing()));
    }
}
