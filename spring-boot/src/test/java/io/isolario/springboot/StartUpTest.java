package io.isolario.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.springboot.notes.NotesApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@Isolated("It starts applications: two that start at once configure one logging system.")
class StartUpTest {

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void doesNotInitialiseBeansBeforeTheirTime(CapturedOutput output) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(NotesApplication.class)
                .run(
                        "--server.port=0",
                        "--isolario.enabled=true",
                        "--logging.level.org.springframework.context.support=info",
                        "--spring.datasource.url=jdbc:h2:mem:start-up")) {
            assertThat(context.isRunning()).isTrue();
        }

        assertThat(output.getAll()).doesNotContain("not eligible for getting processed by all BeanPostProcessors");
    }
}
