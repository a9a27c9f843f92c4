package io.isolario.agent.weave;

import java.util.ArrayList;
import java.util.List;

/** SynchronousQueue: its public methods. */
final class SynchronousQueueTargets {

    private static final String QUEUE = "java/util/concurrent/SynchronousQueue";

    private SynchronousQueueTargets() {}

    static List<Splice> all() {
        List<Splice> all = new ArrayList<>();
        all.add(LockFreeSplices.putting(QUEUE, "put", LockFreeSplices.ELEMENT + "V"));
        all.add(LockFreeSplices.putting(QUEUE, "offer", LockFreeSplices.ELEMENT + "Z"));
        all.add(LockFreeSplices.putting(QUEUE, "offer", LockFreeSplices.ELEMENT_WITH_TIMEOUT));
        all.addAll(LockFreeSplices.retrieving(QUEUE));
        return all;
    }
}
