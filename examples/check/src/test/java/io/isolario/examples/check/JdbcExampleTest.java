package io.isolario.examples.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain JDBC and JUnit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JdbcExampleTest {

    private ExampleRun run;

    @BeforeAll
    void runIt() throws IOException, InterruptedException {
        run = ExampleRun.of("jdbc");
    }

    @Test
    void passes() {
        assertThat(run.outcome()).isEqualTo("Tests run: 24, Failures: 0, Errors: 0, Skipped: 0");
    }

    @Test
    void hasCoreJdbcJunitAndPostgresAndNoOtherModule() {
        assertThat(run.isolarioArtifacts())
                .containsExactlyInAnyOrder("isolario-core", "isolario-jdbc", "isolario-junit", "isolario-postgres");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org/springframework/",
                "jakarta/",
                "com/fasterxml/jackson/",
                "tools/jackson/",
                "com/github/tomakehurst/wiremock/",
                "ch/qos/logback/"
            })
    void hasNoneOfTheFrameworksThatOtherModulesAreFor(String directory) {
        assertThat(run.jarsWith(directory)).isEmpty();
        assertThat(run.jarsWith("org/junit/jupiter/api/")).isNotEmpty();
    }
}
