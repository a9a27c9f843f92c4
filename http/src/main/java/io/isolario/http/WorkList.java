package io.isolario.http;

import io.isolario.core.work.PendingWork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells of outstanding work, with the stacks that explain it. */
final class WorkList {

    private static final int FRAMES = 30;

    private WorkList() {}

    static List<Object> of(List<PendingWork> work) {
        return work.stream().<Object>map(WorkList::members).toList();
    }

    private static Map<String, Object> members(PendingWork unit) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("kind", HttpProblem.word(unit.kind()));
        members.put("description", unit.description());
        members.put("ageMs", unit.age().toMillis());
        members.put("submittedBy", unit.submittedBy());
        members.put("submittedAt", frames(unit.submittedAt()));
        unit.runningOn().ifPresent(thread -> members.put("runningOn", thread));
        members.put("runningAt", frames(unit.runningAt()));
        return members;
    }

    static List<String> frames(List<StackTraceElement> stack) {
        return stack.stream().limit(FRAMES).map(StackTraceElement::toString).toList();
    }
}
