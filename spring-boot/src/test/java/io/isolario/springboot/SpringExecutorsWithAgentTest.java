package io.isolario.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.SandboxContext;
import io.isolario.springboot.task.SpringExecutorsFollowed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The executors of Spring, followed by the agent. */
@EnabledIfSystemProperty(named = "isolario.agent", matches = "required", disabledReason = "The agent is off here.")
class SpringExecutorsWithAgentTest extends SpringExecutorsFollowed {

    @Test
    void itIsTheOneThatFollows() {
        assertThat(SandboxContext.followsByItself()).isTrue();
    }
}
