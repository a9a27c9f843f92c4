package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.argument;
import static io.isolario.agent.weave.Code.callForToken;
import static io.isolario.agent.weave.Code.callWithTopBoolean;
import static io.isolario.agent.weave.Code.self;
import static io.isolario.agent.weave.Code.token;

import io.isolario.agent.hook.point.PoolPoints;
import java.util.ArrayList;
import java.util.List;

/** LinkedTransferQueue: its public methods, and the calls that remove the element of a node. */
final class LinkedTransferQueueTargets {

    private static final String QUEUE = "java/util/concurrent/LinkedTransferQueue";
    private static final String NODE = QUEUE + "$Node";

    private LinkedTransferQueueTargets() {}

    static List<Splice> of(int jdkVersion) {
        List<Splice> all = new ArrayList<>();
        for (String method : List.of("put", "transfer")) {
            all.add(LockFreeSplices.putting(QUEUE, method, LockFreeSplices.ELEMENT + "V"));
        }
        for (String method : List.of("offer", "add", "tryTransfer")) {
            all.add(LockFreeSplices.putting(QUEUE, method, LockFreeSplices.ELEMENT + "Z"));
        }
        for (String method : List.of("offer", "tryTransfer")) {
            all.add(LockFreeSplices.putting(QUEUE, method, LockFreeSplices.ELEMENT_WITH_TIMEOUT));
        }
        all.addAll(LockFreeSplices.retrieving(QUEUE));
        if (jdkVersion < JdkReleases.LOOM) {
            all.add(LockFreeSplices.removing(QUEUE, "remove", NODE, "tryMatch", self()));
            all.add(LockFreeSplices.removing(QUEUE, "bulkRemove", NODE, "tryMatch", self()));
            all.add(LockFreeSplices.removing(QUEUE + "$Itr", "remove", NODE, "tryMatch", LockFreeSplices.outer(QUEUE)));
        } else {
            all.add(Splice.of(QUEUE, "tryMatchData")
                    .atEntry(callForToken(PoolPoints.REMOVING, self(), argument(1)))
                    .atExit(callWithTopBoolean(PoolPoints.REMOVED, token())));
        }
        return all;
    }
}
