package io.isolario.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.isolario.jdbc.SandboxDataSource;
import io.isolario.springboot.notes.NotesApplication;
import java.util.Arrays;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

@Isolated("It starts applications: two that start at once configure one logging system.")
class NotEnabledTest {

    @Test
    void nothingOfIsolarioIsInAContextThatDidNotAskForIt() throws Exception {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(NotesApplication.class)
                .run("--server.port=0", "--spring.datasource.url=jdbc:h2:mem:not-enabled")) {
            assertThat(Arrays.stream(context.getBeanDefinitionNames())
                            .filter(name -> !name.startsWith("io.isolario.springboot.notes"))
                            .map(context::getBean)
                            .map(bean -> bean.getClass().getName())
                            .filter(name -> name.startsWith("io.isolario.") && !name.contains(".notes.")))
                    .isEmpty();
            DataSource dataSource = context.getBean(DataSource.class);
            assertThat(dataSource.getClass()).isSameAs(HikariDataSource.class);
            assertThat(dataSource.isWrapperFor(SandboxDataSource.class)).isFalse();
        }
    }
}
