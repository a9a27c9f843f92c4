package io.isolario.doubles;

import io.isolario.core.CloseReport;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** A registry and a sandbox for each owner, without JUnit's part in it. */
final class InSandbox implements AutoCloseable {

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();

    ManagedSandbox open(String owner) {
        return registry.open(SandboxOptions.builder(owner)
                .drainTimeout(Duration.ofMillis(500))
                .build());
    }

    static <T> T call(ManagedSandbox sandbox, Callable<T> code) throws Exception {
        try (Scope scope = sandbox.enter()) {
            return code.call();
        }
    }

    /** Returns the messages for which the test would fail. */
    static List<String> problems(ManagedSandbox sandbox) {
        CloseReport report = sandbox.finish();
        return report.problems().stream().map(problem -> problem.message()).toList();
    }

    @Override
    public void close() {
        registry.close();
    }
}
