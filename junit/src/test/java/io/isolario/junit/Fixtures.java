package io.isolario.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.isolario.core.ResourceSession;
import io.isolario.core.Sandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs fixture classes with a registry that {@link FixtureLocator} finds. */
final class Fixtures {

    /** The session of a resource that finds fault with every sandbox. */
    static final class Disapproval implements ResourceSession {

        @Override
        public List<String> verify() {
            return List.of("GET /users/octocat was expected once, but never called.");
        }
    }

    private Fixtures() {}

    static SandboxRegistry.Builder aRegistry() {
        return SandboxRegistry.builder("forum");
    }

    static SandboxResource<Disapproval> aDisapprovingResource() {
        return SandboxResource.named("stubs", Disapproval.class, sandbox -> new Disapproval());
    }

    static EngineExecutionResults run(Class<?>... classes) {
        return run(Map.of(), classes);
    }

    static EngineExecutionResults run(Map<String, String> parameters, Class<?>... classes) {
        try (SandboxRegistry registry = aRegistry().build()) {
            return run(registry, parameters, classes);
        }
    }

    static EngineExecutionResults run(SandboxRegistry registry, Map<String, String> parameters, Class<?>... classes) {
        String key = UUID.randomUUID().toString();
        FixtureLocator.REGISTRIES.put(key, registry);
        try {
            EngineExecutionResults results = execute(EngineTestKit.engine("junit-jupiter")
                    .configurationParameters(parameters)
                    .configurationParameter(FixtureLocator.PARAMETER, key)
                    .selectors(selectors(classes)));
            assertThat(registry.openSandboxes()).isEmpty();
            return results;
        } finally {
            FixtureLocator.REGISTRIES.remove(key);
        }
    }

    static EngineExecutionResults runWithoutLocator(Class<?>... classes) {
        return execute(EngineTestKit.engine("junit-jupiter").selectors(selectors(classes)));
    }

    private static DiscoverySelector[] selectors(Class<?>... classes) {
        return Arrays.stream(classes).map(type -> selectClass(type)).toArray(DiscoverySelector[]::new);
    }

    private static EngineExecutionResults execute(EngineTestKit.Builder engine) {
        return onAThreadOfItsOwn(() -> {
            EngineExecutionResults results = engine.execute();
            assertThat(Sandbox.current()).as("left on the thread").isEmpty();
            return results;
        });
    }

    /** Runs a JUnit inside this one: the worker threads of JUnit 6.1 refuse to begin another run. */
    static <T> T onAThreadOfItsOwn(Callable<T> run) {
        FutureTask<T> task = new FutureTask<>(run);
        new Thread(task, "inner JUnit").start();
        try {
            return task.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    static void allSucceed(EngineExecutionResults results, long expected) {
        assertThat(results.allEvents().failed().stream().map(Fixtures::failure)).isEmpty();
        assertThat(results.testEvents().succeeded().count()).isEqualTo(expected);
    }

    /** Returns what the only failed test failed with. */
    static Throwable onlyFailure(EngineExecutionResults results) {
        List<Throwable> failures =
                results.allEvents().failed().stream().map(Fixtures::failure).toList();
        assertThat(failures).hasSize(1);
        return failures.get(0);
    }

    private static Throwable failure(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }
}
