package io.isolario.springboot.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.isolario.junit.Sandboxed;
import io.isolario.springboot.notes.NotesApplication;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A URL that is known only when the context is loaded, as that of a container. */
@SpringBootTest(classes = NotesApplication.class, properties = "isolario.postgres=auto")
@Sandboxed
class DynamicUrlTest {

    private static final String URL = "jdbc:h2:mem:dynamic";

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> URL);
    }

    @Test
    void isUsedAndNoServerIsStarted(@Autowired HikariDataSource pool, @Autowired ConfigurableEnvironment environment) {
        assertThat(pool.getJdbcUrl()).isEqualTo(URL);
        assertThat(environment.getPropertySources().contains(ThrowawayDatabase.PROPERTY_SOURCE))
                .isFalse();
    }
}
