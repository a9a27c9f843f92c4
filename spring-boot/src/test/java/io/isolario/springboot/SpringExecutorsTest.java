package io.isolario.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.SandboxContext;
import io.isolario.springboot.task.SpringExecutorsFollowed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The executors of Spring, followed by our decorators. */
@DisabledIfSystemProperty(named = "isolario.agent", matches = "required", disabledReason = "The agent follows.")
class SpringExecutorsTest extends SpringExecutorsFollowed {

    @Test
    void itIsTheOneThatFollows() {
        assertThat(SandboxContext.followsByItself()).isFalse();
    }
}
