package io.isolario.http;

import io.isolario.core.CloseReport;
import io.isolario.core.Problem;
import io.isolario.core.ProblemKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a client is told when it has ended a sandbox. Problems are no error of HTTP: the client decides what becomes of them. */
final class Verdict {

    private static final Set<ProblemKind> LEAKS =
            Set.of(ProblemKind.CLEANUP, ProblemKind.STOP, ProblemKind.UNDO, ProblemKind.RELEASE);

    private Verdict() {}

    static Map<String, Object> members(RemoteSandboxes.Ending ending, Optional<String> outcome) {
        CloseReport report = ending.report();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", report.id());
        members.put("owner", report.owner());
        members.put("verdict", report.problems().isEmpty() ? "clean" : "failed");
        outcome.ifPresent(word -> members.put("outcome", word));
        members.put("reason", HttpProblem.word(report.reason()));
        members.put("problems", report.problems().stream().map(Verdict::members).toList());
        members.put("leaks", messages(report, LEAKS));
        members.put("lateWork", messages(report, Set.of(ProblemKind.LATE_WORK)));
        members.put("mismatches", messages(report, Set.of(ProblemKind.VERIFICATION)));
        members.put("counters", ending.counters().members());
        members.put("lifetimeMs", report.lifetime().toMillis());
        members.put("alreadyEnded", ending.before());
        return members;
    }

    private static List<String> messages(CloseReport report, Set<ProblemKind> kinds) {
        return report.problems().stream()
                .filter(problem -> kinds.contains(problem.kind()))
                .map(Problem::message)
                .toList();
    }

    private static Map<String, Object> members(Problem problem) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("kind", HttpProblem.word(problem.kind()));
        members.put("message", problem.message());
        return members;
    }
}
