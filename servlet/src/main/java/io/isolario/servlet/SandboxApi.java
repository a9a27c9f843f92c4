package io.isolario.servlet;

import io.isolario.core.CloseReport;
import io.isolario.core.IsolarioException;
import io.isolario.core.PendingWork;
import io.isolario.core.Problem;
import io.isolario.core.Sandbox;
import io.isolario.core.SandboxId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The HTTP API by which clients outside the JVM open, look at and end sandboxes. */
final class SandboxApi {

    private final FilterSettings settings;
    private final RemoteSandboxes sandboxes;
    private final Gatekeeper gatekeeper;

    SandboxApi(FilterSettings settings, RemoteSandboxes sandboxes, Gatekeeper gatekeeper) {
        this.settings = settings;
        this.sandboxes = sandboxes;
        this.gatekeeper = gatekeeper;
    }

    /** Answers the request if it is one for this API; returns whether it was. */
    boolean answers(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = Paths.below(request);
        boolean collection = path.equals(settings.path());
        if (!collection && !path.startsWith(settings.path() + "/")) {
            return false;
        }
        try {
            gatekeeper.admit(request);
            if (collection) {
                answerCollection(request, response);
            } else {
                answerSandbox(path.substring(settings.path().length() + 1), request, response);
            }
        } catch (ProblemException e) {
            Answers.problem(response, e.problem());
        }
        return true;
    }

    private void answerCollection(HttpServletRequest request, HttpServletResponse response) throws IOException {
        requireMethod(request, response, "POST");
        Sandbox sandbox = open(OpeningRequest.read(request));
        response.setHeader("Location", request.getContextPath() + settings.path() + "/" + sandbox.id());
        Answers.json(response, HttpServletResponse.SC_CREATED, OpenedSandbox.members(sandbox, settings));
    }

    private Sandbox open(OpeningRequest wanted) {
        try {
            return sandboxes.open(wanted.name(), wanted.isolation());
        } catch (IsolarioException | IllegalStateException failure) {
            throw new ProblemException(HttpProblem.ofOpening(failure));
        }
    }

    private void answerSandbox(String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        requireMethod(request, response, "GET", "DELETE");
        boolean end = request.getMethod().equals("DELETE");
        Map<String, Object> members;
        try {
            SandboxId parsed = SandboxId.parse(id);
            members = end ? verdict(sandboxes.end(parsed)) : state(sandboxes.find(parsed));
        } catch (IsolarioException failure) {
            throw new ProblemException(HttpProblem.ofUse(failure, id));
        }
        Answers.json(response, HttpServletResponse.SC_OK, members);
    }

    private static void requireMethod(HttpServletRequest request, HttpServletResponse response, String... allowed) {
        if (!List.of(allowed).contains(request.getMethod())) {
            response.setHeader("Allow", String.join(", ", allowed));
            throw new ProblemException(HttpProblem.of(
                    HttpProblem.METHOD_NOT_ALLOWED,
                    "method",
                    "Method not allowed",
                    "There is no " + request.getMethod() + " of " + Paths.below(request) + ". Use "
                            + String.join(" or ", allowed) + "."));
        }
    }

    private static Map<String, Object> state(Sandbox sandbox) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", sandbox.id());
        members.put("owner", sandbox.owner());
        members.put("isolation", HttpProblem.word(sandbox.isolation()));
        members.put("state", HttpProblem.word(sandbox.state()));
        members.put(
                "pendingWork",
                sandbox.pendingWork().stream().map(PendingWork::description).toList());
        return members;
    }

    private static Map<String, Object> verdict(RemoteSandboxes.Ending ending) {
        CloseReport report = ending.report();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", report.id());
        members.put("verdict", report.problems().isEmpty() ? "clean" : "failed");
        members.put("reason", HttpProblem.word(report.reason()));
        members.put(
                "problems", report.problems().stream().map(SandboxApi::members).toList());
        members.put("lifetimeMs", report.lifetime().toMillis());
        members.put("alreadyEnded", ending.before());
        return members;
    }

    private static Map<String, Object> members(Problem problem) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("kind", HttpProblem.word(problem.kind()));
        members.put("message", problem.message());
        return members;
    }

    @Override
    public String toString() {
        return "api=" + settings.path();
    }
}
