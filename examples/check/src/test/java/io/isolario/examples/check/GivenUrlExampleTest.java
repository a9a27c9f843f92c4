package io.isolario.examples.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Spring Boot in GivenUrl, with coroutines. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GivenUrlExampleTest {

    private ExampleRun run;

    @BeforeAll
    void runIt() throws IOException, InterruptedException {
        run = ExampleRun.of("testcontainers-style");
    }

    @Test
    void passes() {
        assertThat(run.outcome()).isEqualTo("Tests run: 44, Failures: 0, Errors: 0, Skipped: 0");
    }
}
