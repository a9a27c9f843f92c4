package io.isolario.agent.weave;

import java.util.ArrayList;
import java.util.List;

/**
 * All queues, each in a class of its own.
 *
 * <p>Where a queue has a lock, the hooks are in the private methods that add and remove an element under it: a consumer that was
 * blocked in {@code take()} when the agent came calls them afterwards. A queue without a lock has them in its public methods.
 */
final class QueueTargets {

    private QueueTargets() {}

    static List<Splice> of(int jdkVersion) {
        List<Splice> all = new ArrayList<>();
        all.addAll(LinkedBlockingQueueTargets.all());
        all.addAll(ArrayBlockingQueueTargets.all());
        all.addAll(PriorityBlockingQueueTargets.all());
        all.addAll(DelayQueueTargets.all());
        all.addAll(LinkedBlockingDequeTargets.all());
        all.addAll(LinkedTransferQueueTargets.of(jdkVersion));
        all.addAll(SynchronousQueueTargets.all());
        all.addAll(ConcurrentLinkedQueueTargets.all());
        all.addAll(ConcurrentLinkedDequeTargets.all());
        return all;
    }
}
