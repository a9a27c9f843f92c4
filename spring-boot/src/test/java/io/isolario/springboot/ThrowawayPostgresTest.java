package io.isolario.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.ManagedSandbox;
import io.isolario.junit.Sandboxed;
import io.isolario.springboot.notes.NotesApplication;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An application that names no database, on a class path that has H2 too. */
@SpringBootTest(
        classes = NotesApplication.class,
        properties = "isolario.postgres=always",
        webEnvironment = WebEnvironment.RANDOM_PORT)
@Sandboxed
class ThrowawayPostgresTest {

    @LocalServerPort
    int port;

    @RepeatedTest(16)
    void seesOnlyWhatItWroteItself(ManagedSandbox sandbox) {
        NotesClient client = NotesClient.at(port);

        client.post("/notes", "milk");
        client.post("/notes/later", "bread");
        sandbox.awaitQuiescence();

        assertThat(client.notes()).isEqualTo("[\"" + NotesApplication.SEED + "\",\"milk\",\"bread\"]");
    }

    @Test
    void hasAPoolWithAConnectionForEachTest(@Autowired HikariDataSource pool) {
        assertThat(pool.getJdbcUrl()).startsWith("jdbc:postgresql://127.0.0.1:");
        assertThat(pool.getMaximumPoolSize()).isGreaterThanOrEqualTo(32);
        assertThat(pool.getMinimumIdle()).isEqualTo(10);
    }
}
