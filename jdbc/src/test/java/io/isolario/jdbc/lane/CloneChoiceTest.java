package io.isolario.jdbc.lane;

import static io.isolario.jdbc.lane.CloneStrategy.CLONED_FILES;
import static io.isolario.jdbc.lane.CloneStrategy.FILE_COPY;
import static io.isolario.jdbc.lane.CloneStrategy.WAL_LOG;
import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.jdbc.database.LaneLogin;
import io.isolario.postgres.ThrowawayPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloneChoiceTest {

    @Test
    void triesEachOnceAndThenTheFastest() {
        CloneChoice choice = new CloneChoice(List.of(FILE_COPY, CLONED_FILES, WAL_LOG));

        assertThat(List.of(choice.next(), choice.next(), choice.next()))
                .containsExactly(FILE_COPY, CLONED_FILES, WAL_LOG);
        // None has come back yet.
        assertThat(choice.next()).isEqualTo(FILE_COPY);
        choice.took(FILE_COPY, Duration.ofMillis(30));
        choice.took(CLONED_FILES, Duration.ofMillis(20));
        assertThat(choice.next()).isEqualTo(CLONED_FILES);
        choice.took(WAL_LOG, Duration.ofMillis(10));
        assertThat(choice.next()).isEqualTo(WAL_LOG);
        choice.took(WAL_LOG, Duration.ofMillis(900));
        assertThat(choice.next()).isEqualTo(WAL_LOG);
    }

    @Test
    void aServerThatLosesItsDataAnywayCopiesFilesFirst() throws SQLException {
        ThrowawayPostgres postgres = ThrowawayPostgres.start();
        String url = postgres.jdbcUrl("strategies");
        try (Connection connection = DriverManager.getConnection(url, postgres.username(), postgres.password())) {
            CloneChoice choice = CloneChoice.of(connection, Sql.single(connection, "select current_database()"));

            assertThat(choice.likeliest()).isEqualTo(FILE_COPY);
            assertThat(List.of(choice.next(), choice.next())).contains(FILE_COPY);
        }
    }

    @Test
    void aServerCanDoWhatItSays() throws SQLException {
        ThrowawayPostgres postgres = ThrowawayPostgres.start();
        String url = postgres.jdbcUrl("strategies2");
        LaneServer server = new LaneServer(new LaneLogin(
                url, java.util.Map.of("user", postgres.username(), "password", postgres.password()), true, null));
        String source = url.replaceFirst(".*/", "");
        CloneChoice choice = server.cloneChoice(source);
        for (int clone = 0; clone < 3; clone++) {
            CloneStrategy strategy = choice.next();
            String target = "isolario_strategy_" + ProcessHandle.current().pid();
            server.clone(source, target, strategy);
            assertThat(server.databases(target)).as("%s", strategy).containsExactly(target);
            server.drop(target);
        }
    }
}
