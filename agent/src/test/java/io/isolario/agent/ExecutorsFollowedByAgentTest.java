package io.isolario.agent;

import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Attached.class)
class ExecutorsFollowedByAgentTest extends ExecutorsFollowedBy {

    @Override
    ExecutorService followed(ExecutorService executor) {
        return executor;
    }
}
