package io.isolario.agent;

import io.isolario.core.SandboxContext;
import java.util.concurrent.ExecutorService;

/** Runs in a JVM without the agent. */
class ExecutorsFollowedByWrappingTest extends ExecutorsFollowedBy {

    @Override
    ExecutorService followed(ExecutorService executor) {
        return SandboxContext.wrap(executor);
    }
}
