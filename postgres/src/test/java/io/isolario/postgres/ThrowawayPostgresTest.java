package io.isolario.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThrowawayPostgresTest {

    @AfterAll
    static void leavesNoProcess() {
        Machine.awaitNoProcessMentioning(Machine.CACHE.toString());
    }

    @Test
    void answersInADatabaseOfTheGivenName() throws SQLException {
        try (ThrowawayPostgres postgres = start()) {
            assertThat(query(postgres, "forum", "SELECT current_database()")).matches("forum_[0-9a-f]{8}");
            assertThat(query(postgres, "forum", "SELECT current_user"))
                    .isEqualTo(postgres.username())
                    .matches("isolario_[0-9a-f]{8}");
        }
    }

    @Test
    void changesCaseByUnicodeAndSortsByCodePoint() throws SQLException {
        try (ThrowawayPostgres postgres = start()) {
            assertThat(query(postgres, "forum", "SELECT lower('ÉÀ') || upper('ñ')"))
                    .isEqualTo("éàÑ");
            assertThat(query(
                            postgres,
                            "forum",
                            "SELECT string_agg(c, '' ORDER BY c) FROM unnest('{b,a,B,A}'::text[]) c"))
                    .isEqualTo("ABab");
        }
    }

    @Test
    void runsWithoutDurabilityAndWithTheUsualTuning() throws SQLException {
        try (ThrowawayPostgres postgres = start()) {
            assertThat(query(postgres, "forum", "SHOW fsync")).isEqualTo("off");
            assertThat(query(postgres, "forum", "SHOW wal_level")).isEqualTo("replica");
            assertThat(query(postgres, "forum", "SHOW max_connections")).isEqualTo("300");
            assertThat(query(postgres, "forum", "SHOW autovacuum_naptime")).isEqualTo("1s");
            assertThat(query(postgres, "forum", "SHOW deadlock_timeout")).isEqualTo("200ms");
            assertThat(query(postgres, "forum", "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void refusesAWrongPassword() {
        try (ThrowawayPostgres postgres = start()) {
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl("forum"), postgres.username(), "no")
                            .close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void sharesServerAndDatabaseWithinTheJvmUntilTheLastIsClosed() throws SQLException {
        ThrowawayPostgres first = start();
        ThrowawayPostgres second = start();
        String url = first.jdbcUrl("forum");

        assertThat(second.jdbcUrl("forum")).isEqualTo(url);
        first.close();
        first.close();
        assertThat(query(second, "forum", "SELECT 1")).isEqualTo("1");

        second.close();
        Machine.awaitNoProcessMentioning(Machine.CACHE.toString());
    }

    @Test
    void isNotSharedWhenAskedNotToBe() throws SQLException {
        try (ThrowawayPostgres shared = start();
                ThrowawayPostgres own = builder().unshared().start();
                ThrowawayPostgres other = builder().unshared().start()) {
            assertThat(query(own, "forum", "SELECT current_database()")).isEqualTo("forum");
            assertThat(own.postmaster()).isNotEqualTo(shared.postmaster()).isNotEqualTo(other.postmaster());
        }
    }

    @Test
    void deletesTheDataWithTheServer() {
        Path data;
        long pid;
        try (ThrowawayPostgres own = builder().unshared().start()) {
            Postmaster postmaster = own.postmaster().orElseThrow();
            data = postmaster.dataDirectory();
            pid = postmaster.pid();
            assertThat(data).isDirectory();
        }

        Machine.awaitDeath(pid);
        Machine.awaitNoProcessMentioning(data.toString());
        Machine.awaitNoProcessMentioning(Machine.CACHE.toString());
        assertThat(Files.exists(data.getParent())).isFalse();
    }

    @Test
    void takesSettingsOfTheUser() throws SQLException {
        try (ThrowawayPostgres postgres = builder()
                .setting("wal_level", "logical")
                .setting("fsync", "on")
                .maxConnections(40)
                .start()) {
            assertThat(query(postgres, "forum", "SHOW wal_level")).isEqualTo("logical");
            assertThat(query(postgres, "forum", "SHOW fsync")).isEqualTo("on");
            assertThat(query(postgres, "forum", "SHOW max_connections")).isEqualTo("40");
        }
    }

    @Test
    void failsWhenASettingDoesNotHold() {
        assertThatThrownBy(() -> builder().setting("work_mem", "1024kB").start())
                .isInstanceOf(ThrowawayPostgresException.class)
                .hasMessage(
                        "PostgreSQL does not run as asked: work_mem is \"1MB\", expected \"1024kB\". Give values to "
                                + "ThrowawayPostgres.builder().setting(..) as SHOW prints them, such as \"64MB\" or \"on\".");
    }

    @Test
    void showsTheLogWhenTheServerRefusesASetting() {
        assertThatThrownBy(() -> builder().setting("no_such_setting", "1").start())
                .isInstanceOf(ThrowawayPostgresException.class)
                .hasMessageMatching("(?s)PostgreSQL ended with code 1: run as .*, data in .*\\. Its log .* ends with:.*"
                        + "unrecognized configuration parameter \"no_such_setting\".*"
                        + "If a setting is refused, mend ThrowawayPostgres\\.builder\\(\\)\\.setting\\(\\.\\.\\); .*"
                        + "ISOLARIO_POSTGRES_URL\\.");
    }

    @Test
    void refusesUseAfterClose() {
        ThrowawayPostgres postgres = start();
        postgres.close();

        assertThatThrownBy(() -> postgres.jdbcUrl("forum"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("ThrowawayPostgres\\{127\\.0\\.0\\.1:\\d+, closed}: "
                        + "start another with ThrowawayPostgres\\.start\\(\\)");
    }

    @Test
    void refusesNamesThatNeedQuotes() {
        try (ThrowawayPostgres postgres = start()) {
            assertThatThrownBy(() -> postgres.jdbcUrl("a\"b"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "\"a\"b\" cannot name a database: letters, digits, _ and -, at most 48, the first no digit");
        }
    }

    @Test
    void theUrlOfTheUserWins() {
        System.setProperty(ThrowawayPostgres.URL_PROPERTY, "jdbc:postgresql://db.example/forum?user=ana");
        try (ThrowawayPostgres postgres = ThrowawayPostgres.start()) {
            assertThat(postgres.jdbcUrl("anything")).isEqualTo("jdbc:postgresql://db.example/forum?user=ana");
            assertThat(postgres.username()).isEqualTo("ana");
            assertThat(postgres.postmaster()).isEmpty();
            assertThat(postgres).hasToString("ThrowawayPostgres{given by the user}");
        } finally {
            System.clearProperty(ThrowawayPostgres.URL_PROPERTY);
        }
    }

    @Test
    void saysThatTheCacheCannotBeWritten(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> ThrowawayPostgres.builder()
                        .cacheDirectory(file.resolve("cache"))
                        .start())
                .isInstanceOf(ThrowawayPostgresException.class)
                .hasMessage(("Cannot write the cache directory %s/cache: java.nio.file.FileSystemException: %s/cache: "
                                + "Not a directory. Name another with ThrowawayPostgres.builder().cacheDirectory(..), or with "
                                + "the system property isolario.postgres.cache, or use a server of your own: name its JDBC URL "
                                + "by the system property isolario.postgres.url or the environment variable "
                                + "ISOLARIO_POSTGRES_URL.")
                        .formatted(file, file));
    }

    private static ThrowawayPostgres.Builder builder() {
        return ThrowawayPostgres.builder().cacheDirectory(Machine.CACHE);
    }

    private static ThrowawayPostgres start() {
        return builder().start();
    }

    static String query(ThrowawayPostgres postgres, String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl(database), postgres.username(), postgres.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
