package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.callForToken;
import static io.isolario.agent.weave.Code.nothing;
import static io.isolario.agent.weave.Code.self;
import static io.isolario.agent.weave.Code.token;

import io.isolario.agent.hook.point.CompletionPoints;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Type;

/** CompletableFuture: a stage runs in the sandbox that registered it, whichever thread completes its source. */
final class CompletionTargets {

    private static final String FUTURE = "java/util/concurrent/CompletableFuture";
    private static final String COMPLETION = FUTURE + "$UniCompletion";
    private static final List<String> KINDS = List.of(
            "UniApply",
            "UniAccept",
            "UniRun",
            "UniWhenComplete",
            "UniHandle",
            "UniExceptionally",
            "UniComposeExceptionally",
            "UniRelay",
            "UniCompose",
            "BiRelay",
            "BiApply",
            "BiAccept",
            "BiRun",
            "OrApply",
            "OrAccept",
            "OrRun");

    private CompletionTargets() {}

    static List<Splice> all() {
        List<Splice> all = new ArrayList<>();
        all.add(Splice.of(COMPLETION, "<init>").atExit(call(CompletionPoints.REGISTERED, self(), nothing())));
        for (String kind : KINDS) {
            all.add(Splice.of(FUTURE + "$" + kind, "tryFire")
                    .atEntry(callForToken(CompletionPoints.FIRING, self(), nothing()))
                    .atExit(CompletionTargets::fired)
                    .onFailure(CompletionTargets::fired));
        }
        return all;
    }

    private static void fired(SplicedMethod method) {
        token().emit(method);
        method.loadThis();
        method.getField(Type.getObjectType(COMPLETION), "dep", Type.getObjectType(FUTURE));
        method.callHook(CompletionPoints.FIRED);
        method.pop();
    }
}
