package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.nothing;
import static io.isolario.agent.weave.Code.self;

import io.isolario.agent.hook.point.QueuePoints;

/** Splices of queues with a lock. */
final class LockedSplices {

    private LockedSplices() {}

    /** A method that removes elements one by one, under the lock of the queue; the hook finds out which are missing. */
    static Splice removingSome(String type, String method) {
        return Splice.of(type, method).atExit(call(QueuePoints.SOME_REMOVED, self(), nothing()));
    }
}
