package io.isolario.examples.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Spring WebFlux, with JDBC on a scheduler. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebfluxExampleTest {

    private ExampleRun run;

    @BeforeAll
    void runIt() throws IOException, InterruptedException {
        run = ExampleRun.of("webflux");
    }

    @Test
    void passes() {
        assertThat(run.outcome()).isEqualTo("Tests run: 23, Failures: 0, Errors: 0, Skipped: 0");
    }

    @Test
    void hasNoServletApi() {
        assertThat(run.jarsWith("jakarta/servlet/")).isEmpty();
        assertThat(run.jarsWith("org/springframework/web/reactive/")).isNotEmpty();
    }
}
