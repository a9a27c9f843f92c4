package io.isolario.http;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxRegistry;
import io.isolario.http.scenario.LoggedIn;
import io.isolario.http.scenario.Scenario;
import io.isolario.http.scenario.ScenarioArgumentsException;
import io.isolario.http.scenario.ScenarioCatalog;
import io.isolario.http.scenario.ScenarioFailedException;
import io.isolario.http.scenario.ScenarioKind;
import io.isolario.http.scenario.Scenarios;
import io.isolario.http.scenario.UnknownScenarioException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the scenarios that the test code of the application has registered, and tells which there are. */
final class ScenarioHandlers {

    private static final Body ARGUMENTS = Body.large("the arguments as an object");
    private static final Body ONE_OR_MANY = Body.large("the arguments as an object, or an array of such objects");

    private final SandboxRegistry registry;

    ScenarioHandlers(SandboxRegistry registry) {
        this.registry = registry;
    }

    ApiResponse catalog() {
        ScenarioCatalog catalog = ScenarioCatalog.of(registry);
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("scenarios", described(catalog.all(ScenarioKind.SCENARIO)));
        members.put("factories", described(catalog.all(ScenarioKind.FACTORY)));
        members.put("logins", described(catalog.all(ScenarioKind.LOGIN)));
        return ApiResponse.json(ApiResponse.OK, members);
    }

    private static List<Object> described(List<Scenario<?>> scenarios) {
        return scenarios.stream().<Object>map(ScenarioHandlers::described).toList();
    }

    private static Map<String, Object> described(Scenario<?> scenario) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", scenario.name());
        members.put("description", scenario.description());
        members.put("arguments", scenario.schema());
        return members;
    }

    ApiResponse runScenario(ManagedSandbox sandbox, ApiRequest call, String name) throws IOException {
        Object result = run(sandbox, ScenarioKind.SCENARIO, name, ARGUMENTS.members(call));
        return ApiResponse.json(ApiResponse.CREATED, Map.of("result", result));
    }

    ApiResponse create(ManagedSandbox sandbox, ApiRequest call, String name) throws IOException {
        Object given = ONE_OR_MANY.objectOrObjects(call);
        if (given instanceof List<?> all) {
            List<Object> results = new ArrayList<>();
            for (Object each : all) {
                results.add(run(sandbox, ScenarioKind.FACTORY, name, Body.named((Map<?, ?>) each)));
            }
            return ApiResponse.json(ApiResponse.CREATED, Map.of("results", results));
        }
        Object result = run(sandbox, ScenarioKind.FACTORY, name, Body.named((Map<?, ?>) given));
        return ApiResponse.json(ApiResponse.CREATED, Map.of("result", result));
    }

    ApiResponse login(ManagedSandbox sandbox, ApiRequest call) throws IOException {
        Map<String, Object> who = ARGUMENTS.members(call);
        Object result =
                explained(HttpProblem.NOT_IMPLEMENTED, () -> scenarios(sandbox).run(ScenarioKind.LOGIN, "login", who));
        if (!(result instanceof LoggedIn login)) {
            throw new IllegalStateException("The login returned no LoggedIn.");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("setCookies", login.setCookies());
        members.put("headers", login.headers());
        members.put("result", JsonTree.of(login.result()));
        ApiResponse answer = ApiResponse.json(ApiResponse.OK, members);
        return login.setCookies().isEmpty() ? answer : answer.with(Map.of("Set-Cookie", login.setCookies()));
    }

    /** Runs a scenario and returns its result as JSON has it. */
    Object run(ManagedSandbox sandbox, ScenarioKind kind, String name, Map<String, Object> arguments) {
        Object result =
                explained(HttpProblem.NOT_FOUND, () -> scenarios(sandbox).run(kind, name, arguments));
        try {
            return JsonTree.of(result);
        } catch (IllegalArgumentException notJson) {
            throw new ProblemException(HttpProblem.of(
                    HttpProblem.FAILED,
                    "scenario-result",
                    "Result that JSON does not have",
                    "The " + HttpProblem.word(kind) + " \"" + name + "\" was run, but its result cannot be told: "
                            + notJson.getMessage()));
        }
    }

    private static Scenarios scenarios(ManagedSandbox sandbox) {
        return sandbox.findSession(Scenarios.class)
                .orElseThrow(() -> new ProblemException(HttpProblem.of(
                        HttpProblem.NOT_IMPLEMENTED,
                        "no-scenarios",
                        "No scenarios",
                        "The test code of this application registers no scenarios. Add Scenarios.of(..) to"
                                + " SandboxRegistry.builder() or, with Spring, beans of type Scenario.")));
    }

    /** Passes on what goes wrong as the problem that it is to a client. */
    static @Nullable Object explained(int statusOfUnknown, Supplier<? extends @Nullable Object> action) {
        try {
            return action.get();
        } catch (UnknownScenarioException unknown) {
            throw new ProblemException(HttpProblem.of(
                    statusOfUnknown, "unknown-scenario", "Unknown scenario", String.valueOf(unknown.getMessage())));
        } catch (ScenarioArgumentsException wrong) {
            throw new ProblemException(HttpProblem.of(
                            HttpProblem.UNPROCESSABLE,
                            "wrong-arguments",
                            "Wrong arguments",
                            String.valueOf(wrong.getMessage()))
                    .with(Map.of("errors", wrong.problems())));
        } catch (ScenarioFailedException failed) {
            throw new ProblemException(HttpProblem.of(
                            HttpProblem.FAILED,
                            "scenario-failed",
                            "Scenario failed",
                            String.valueOf(failed.getMessage()))
                    .with(members(failed.getCause() == null ? failed : failed.getCause())));
        } catch (RefusalException refused) {
            throw new ProblemException(
                    HttpProblem.of(HttpProblem.CONFLICT, "refused", "Refused", String.valueOf(refused.getMessage())));
        }
    }

    private static Map<String, Object> members(Throwable cause) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("class", cause.getClass().getName());
        members.put("message", String.valueOf(cause.getMessage()));
        members.put("stack", WorkList.frames(List.of(cause.getStackTrace())));
        return members;
    }
}
