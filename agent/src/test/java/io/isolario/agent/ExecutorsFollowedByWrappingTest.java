package io.isolario.agent;

import io.isolario.core.SandboxContext;
import java.util.concurrent.ExecutorService;

/** In a JVM without the agent. */
class ExecutorsFollowedByWrappingTest extends ExecutorsFollowedBy {

    @Override
    ExecutorService followed(ExecutorService executor) {
        return SandboxContext.wrap(executor);
    }
}
