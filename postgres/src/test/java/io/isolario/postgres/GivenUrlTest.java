package io.isolario.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GivenUrlTest {

    @Test
    void isAbsentWhenNothingIsGiven() {
        assertThat(GivenUrl.find(Map.of("isolario.postgres.url", " ")::get, Map.<String, String>of()::get))
                .isEmpty();
    }

    @Test
    void prefersThePropertyToTheEnvironment() {
        GivenUrl given = GivenUrl.find(
                        Map.of("isolario.postgres.url", "jdbc:postgresql://property/x")::get,
                        Map.of("ISOLARIO_POSTGRES_URL", "jdbc:postgresql://environment/x")::get)
                .orElseThrow();

        assertThat(given.jdbcUrl("forum")).isEqualTo("jdbc:postgresql://property/x");
    }

    @Test
    void readsTheEnvironment() {
        GivenUrl given = givenByEnvironment(Map.of(
                "ISOLARIO_POSTGRES_URL", "jdbc:postgresql://environment/x",
                "ISOLARIO_POSTGRES_USERNAME", "ana",
                "ISOLARIO_POSTGRES_PASSWORD", "secret"));

        assertThat(given.jdbcUrl("forum")).isEqualTo("jdbc:postgresql://environment/x");
        assertThat(given.username()).isEqualTo("ana");
        assertThat(given.password()).isEqualTo("secret");
    }

    @Test
    void readsTheUserFromTheUrl() {
        GivenUrl given = givenByEnvironment(
                Map.of("ISOLARIO_POSTGRES_URL", "jdbc:postgresql://h/x?ssl=true&user=ana&password=a%26b"));

        assertThat(given.username()).isEqualTo("ana");
        assertThat(given.password()).isEqualTo("a&b");
    }

    @Test
    void takesTheUserOfTheOperatingSystemAsTheDriverDoes() {
        GivenUrl given = givenByEnvironment(Map.of("ISOLARIO_POSTGRES_URL", "jdbc:postgresql://h/x"));

        assertThat(given.username()).isEqualTo(System.getProperty("user.name"));
        assertThat(given.password()).isEmpty();
    }

    @Test
    void putsTheNameInThePlaceholder() {
        GivenUrl given = givenByEnvironment(Map.of("ISOLARIO_POSTGRES_URL", "jdbc:postgresql://h/{database}?ssl=true"));

        assertThat(given.jdbcUrl("forum")).isEqualTo("jdbc:postgresql://h/forum?ssl=true");
        assertThat(given.jdbcUrl("analytics")).isEqualTo("jdbc:postgresql://h/analytics?ssl=true");
    }

    @Test
    void refusesASecondNameWithoutPlaceholder() {
        GivenUrl given = givenByEnvironment(Map.of("ISOLARIO_POSTGRES_URL", "jdbc:postgresql://h/x"));
        given.jdbcUrl("forum");
        given.jdbcUrl("forum");

        assertThatThrownBy(() -> given.jdbcUrl("analytics"))
                .isInstanceOf(ThrowawayPostgresException.class)
                .hasMessage(
                        "The given JDBC URL has one database, which already stands for \"forum\"; \"analytics\" was "
                                + "asked for too. Write {database} where the name belongs, as in "
                                + "jdbc:postgresql://localhost:5432/{database}, and create both databases; or drop the system "
                                + "property isolario.postgres.url (environment variable ISOLARIO_POSTGRES_URL), and a throwaway "
                                + "server is started.");
    }

    private static GivenUrl givenByEnvironment(Map<String, String> environment) {
        return GivenUrl.find(Map.<String, String>of()::get, environment::get).orElseThrow();
    }
}
