package io.isolario.examples.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Spring Boot in Kotlin, with coroutines. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KotlinExampleTest {

    private ExampleRun run;

    @BeforeAll
    void runIt() throws IOException, InterruptedException {
        run = ExampleRun.of("kotlin");
    }

    @Test
    void passes() {
        assertThat(run.outcome()).isEqualTo("Tests run: 32, Failures: 0, Errors: 0, Skipped: 0");
    }
}
