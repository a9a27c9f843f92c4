package io.isolario.agent.weave;

import java.util.ArrayList;
import java.util.List;

/** All splices for one JDK. */
final class Targets {

    /** The release that brought virtual threads, and with them other ways into a fork-join pool and into a thread. */
    static final int LOOM = 21;

    private Targets() {}

    static List<Splice> of(int jdkVersion) {
        List<Splice> all = new ArrayList<>();
        all.addAll(PoolTargets.all());
        all.addAll(ThreadTargets.of(jdkVersion));
        all.addAll(ForkJoinTargets.of(jdkVersion));
        all.addAll(CompletionTargets.all());
        all.addAll(TimerTargets.all());
        all.addAll(QueueTargets.all());
        all.addAll(LockedQueueTargets.all());
        all.addAll(ConcurrentQueueTargets.of(jdkVersion));
        return all;
    }
}
