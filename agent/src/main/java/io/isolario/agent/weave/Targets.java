package io.isolario.agent.weave;

import java.util.ArrayList;
import java.util.List;

/** All splices of classes that hand work from thread to thread, for one JDK. */
final class Targets {

    private Targets() {}

    static List<Splice> of(int jdkVersion) {
        List<Splice> all = new ArrayList<>();
        all.addAll(PoolTargets.all());
        all.addAll(ThreadTargets.of(jdkVersion));
        all.addAll(ForkJoinTargets.of(jdkVersion));
        all.addAll(CompletionTargets.all());
        all.addAll(TimerTargets.all());
        all.addAll(QueueTargets.of(jdkVersion));
        return all;
    }
}
