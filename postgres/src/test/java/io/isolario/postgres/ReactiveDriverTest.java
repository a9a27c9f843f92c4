package io.isolario.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** A driver that demands the iterations of RFC 7677 gets in, too. */
class ReactiveDriverTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void aReactiveDriverLogsIn() {
        try (ThrowawayPostgres postgres = ThrowawayPostgres.start()) {
            URI url = URI.create(postgres.jdbcUrl("reactive").substring("jdbc:".length()));
            PostgresqlConnectionFactory connections =
                    new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                            .host(url.getHost())
                            .port(url.getPort())
                            .database(url.getPath().substring(1))
                            .username(postgres.username())
                            .password(postgres.password())
                            .build());

            Integer one = Flux.usingWhen(
                            connections.create(),
                            connection -> connection
                                    .createStatement("select 1")
                                    .execute()
                                    .flatMap(result -> result.map((row, about) -> row.get(0, Integer.class))),
                            PostgresqlConnection::close)
                    .blockLast(SOON);

            assertThat(one).isEqualTo(1);
        }
    }
}
