package io.isolario.core;

import java.util.ArrayList;
import java.util.List;

/** What the resources of one sandbox remember at one checkpoint. Immutable once it is taken. */
final class SessionMarks {

    private final List<Taken> taken = new ArrayList<>();

    private record Taken(SandboxResource<?> resource, ResourceSession.Mark mark) {}

    void add(SandboxResource<?> resource, ResourceSession.Mark mark) {
        taken.add(new Taken(resource, mark));
    }

    List<SessionSet.Failure> restore() {
        return inReverse(ResourceSession.Mark::restore);
    }

    List<SessionSet.Failure> undo() {
        return inReverse(ResourceSession.Mark::undo);
    }

    private List<SessionSet.Failure> inReverse(Step step) {
        List<SessionSet.Failure> failures = new ArrayList<>();
        for (int i = taken.size() - 1; i >= 0; i--) {
            Taken each = taken.get(i);
            try {
                step.run(each.mark());
            } catch (Exception | Error failure) {
                failures.add(new SessionSet.Failure(each.resource(), failure));
            }
        }
        return failures;
    }

    private interface Step {
        void run(ResourceSession.Mark mark) throws Exception;
    }
}
